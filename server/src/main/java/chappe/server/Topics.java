package chappe.server;

import chappe.api.account.LoginEmailChanges;
import chappe.api.account.NotificationSettings;
import chappe.api.account.PasswordChanges;
import chappe.api.account.PasswordLoads;
import chappe.api.account.PrivacySettings;
import chappe.api.account.Profiles;
import chappe.api.account.SharedSettings;
import chappe.api.account.UsernameChanges;
import chappe.api.auth.CodeSending;
import chappe.api.auth.LoginEmailResetting;
import chappe.api.auth.PasswordSigningIn;
import chappe.api.auth.SigningIn;
import chappe.api.contacts.ContactChanges;
import chappe.api.contacts.ContactImports;
import chappe.api.contacts.ContactLoads;
import chappe.api.contacts.TopPeerLists;
import chappe.api.help.Configuration;
import chappe.api.help.CountryLists;
import chappe.api.help.Notices;
import chappe.api.help.ServerProfile;
import chappe.api.messages.Blocking;
import chappe.api.messages.DialogLists;
import chappe.api.messages.MessageDeleting;
import chappe.api.messages.MessageReading;
import chappe.api.messages.MessageSending;
import chappe.api.present.Inputs;
import chappe.api.present.PasswordInputs;
import chappe.api.present.PresentUsers;
import chappe.api.push.OnlineNotices;
import chappe.api.push.Pusher;
import chappe.api.push.Typing;
import chappe.api.rpc.Routes;
import chappe.api.updates.Differences;
import chappe.api.updates.UpdateSources;
import chappe.api.users.UserLoads;
import chappe.domain.account.AppPolicy;
import chappe.domain.account.Countries;
import chappe.domain.account.LoginEmailReset;
import chappe.domain.account.LoginEmails;
import chappe.domain.account.PasswordRoom;
import chappe.server.Rooms.AccountRoom;
import chappe.server.Rooms.BoxRoom;
import chappe.server.Rooms.Means;
import chappe.server.Rooms.PeopleRoom;

/// The table of contents of the API: every topic's handlers, each registered where its methods are listed.
final class Topics {

    /// What several topics need beside the domain.
    record Shared(
            PresentUsers people,
            UpdateSources sources,
            Pusher pusher,
            OnlineNotices notices,
            ServerProfile profile,
            AppPolicy apps) {}

    private Topics() {}

    static void register(Routes on, AccountRoom accounts, BoxRoom boxes, Shared shared, Means means) {
        Inputs inputs = new Inputs(accounts.users());
        PresentUsers people = shared.people();
        help(on, shared.profile(), means);
        accounts(on, accounts, shared, means);
        people(on, accounts, boxes, shared, inputs, means);
        StartUpTopics.register(on, inputs, shared, means.clock());
        new Blocking(boxes.blockList(), inputs, people).register(on);
        new DialogLists(boxes.dialogs(), inputs, people, means.clock()).register(on);
        new MessageDeleting(boxes.messages(), boxes.histories(), inputs).register(on);
        new MessageReading(boxes.histories(), inputs, people).register(on);
        new MessageSending(boxes.messages(), inputs, people).register(on);
        new Typing(shared.pusher(), boxes.blockList(), inputs).register(on);
        new NotificationSettings(boxes.notifications(), inputs, people, means.clock()).register(on);
        new TopPeerLists(boxes.topPeers(), inputs, people).register(on);
        new Differences(boxes.updateLog(), shared.sources(), means.clock()).register(on);
    }

    private static void help(Routes on, ServerProfile profile, Means means) {
        new Configuration(profile, means.clock()).register(on);
        new CountryLists(new Countries()).register(on);
        new Notices(profile, means.clock()).register(on);
    }

    private static void accounts(Routes on, AccountRoom room, Shared shared, Means means) {
        PresentUsers people = shared.people();
        var numbers = room.numbers();
        var logoutTokens = room.logins().logoutTokens();
        new CodeSending(numbers, room.codes(), shared.apps(), logoutTokens, people).register(on);
        new SigningIn(numbers, room.signIns(), room.passwords().loginEmails(), logoutTokens, people).register(on);
        room.logins().register(on, room, people, shared.apps());
        passwords(on, room.passwords(), people, means);
        loginEmails(on, room);
    }

    private static void loginEmails(Routes on, AccountRoom room) {
        LoginEmails emails = room.passwords().loginEmails();
        new LoginEmailChanges(emails).register(on);
        new LoginEmailResetting(room.numbers(), new LoginEmailReset(room.codes(), emails)).register(on);
    }

    private static void passwords(Routes on, PasswordRoom room, PresentUsers people, Means means) {
        var inputs = new PasswordInputs(room.step());
        new PasswordLoads(room.passwords(), inputs, means.random()).register(on);
        new PasswordChanges(room.settings(), room.resets(), inputs).register(on);
        new PasswordSigningIn(room.step(), room.recovery(), inputs, people).register(on);
    }

    private static void people(
            Routes on, AccountRoom accounts, BoxRoom boxes, Shared shared, Inputs inputs, Means means) {
        PeopleRoom room = accounts.people();
        PresentUsers people = shared.people();
        var users = accounts.users();
        var contacts = accounts.contacts();
        new Profiles(room.profiles(), accounts.presence(), people).register(on);
        new UsernameChanges(room.usernames(), people).register(on);
        new PrivacySettings(room.privacy(), shared.notices()::privacyChanged, inputs, people).register(on);
        new ContactChanges(inputs, accounts.numbers(), contacts, users, boxes.blockList(), means.clock()).register(on);
        new ContactImports(accounts.contactImport(), people).register(on);
        new ContactLoads(contacts, accounts.contactImport(), room.search(), users, people).register(on);
        new UserLoads(inputs, users, boxes.blockList(), boxes.notifications()).register(on);
        new SharedSettings(room.ownSettings()).register(on);
    }
}
