package chappe.server;

import chappe.api.account.NotificationSettings;
import chappe.api.account.Passwords;
import chappe.api.account.Profiles;
import chappe.api.account.SharedSettings;
import chappe.api.auth.CodeSending;
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
import chappe.api.present.PresentUsers;
import chappe.api.push.Pusher;
import chappe.api.push.Typing;
import chappe.api.rpc.Routes;
import chappe.api.updates.Differences;
import chappe.api.users.UserLoads;
import chappe.domain.account.Countries;
import chappe.server.Rooms.AccountRoom;
import chappe.server.Rooms.BoxRoom;
import chappe.server.Rooms.Means;

/// The table of contents of the API: every topic's handlers, each registered where its methods are listed.
final class Topics {

    /// What several topics need beside the domain.
    record Shared(PresentUsers people, Pusher pusher, ServerProfile profile) {}

    private Topics() {}

    static void register(Routes on, AccountRoom accounts, BoxRoom boxes, Shared shared, Means means) {
        Inputs inputs = new Inputs(accounts.users());
        PresentUsers people = shared.people();
        help(on, shared.profile(), means);
        accounts(on, accounts, inputs, people, means);
        StartUpTopics.register(on, accounts.users(), inputs, shared, means.clock());
        new Blocking(boxes.blockList(), inputs, people).register(on);
        new DialogLists(boxes.dialogs(), inputs, people, means.clock()).register(on);
        new MessageDeleting(boxes.messages(), boxes.histories(), inputs).register(on);
        new MessageReading(boxes.histories(), inputs, people).register(on);
        new MessageSending(boxes.messages(), inputs, people).register(on);
        new Typing(shared.pusher(), boxes.blockList(), inputs).register(on);
        new UserLoads(inputs, accounts.users(), boxes.notifications()).register(on);
        new NotificationSettings(boxes.notifications(), inputs, people, means.clock()).register(on);
        new TopPeerLists(boxes.topPeers(), inputs, people).register(on);
        new Differences(boxes.updateLog(), people, means.clock()).register(on);
    }

    private static void help(Routes on, ServerProfile profile, Means means) {
        new Configuration(profile, means.clock()).register(on);
        new CountryLists(new Countries()).register(on);
        new Notices(profile, means.clock()).register(on);
    }

    private static void accounts(Routes on, AccountRoom room, Inputs inputs, PresentUsers people, Means means) {
        new CodeSending(room.numbers(), room.codes()).register(on);
        new SigningIn(room.numbers(), room.signIns(), people).register(on);
        new Passwords(means.random()).register(on);
        new Profiles(room.users(), room.presence(), people).register(on);
        new ContactChanges(inputs, room.numbers(), room.contacts(), room.users(), means.clock()).register(on);
        new ContactImports(room.contactImport(), people).register(on);
        new ContactLoads(room.contacts(), room.contactImport(), room.users(), people).register(on);
        new SharedSettings(room.ownSettings()).register(on);
    }
}
