package chappe.server;

import chappe.api.account.AccountEnd;
import chappe.api.account.ActiveSessions;
import chappe.api.account.PhoneChanging;
import chappe.api.auth.LoginExports;
import chappe.api.auth.QrLogin;
import chappe.api.present.PasswordInputs;
import chappe.api.present.PresentUsers;
import chappe.api.push.LoginWaits;
import chappe.api.rpc.Routes;
import chappe.core.AuthKeyId;
import chappe.domain.account.AccountEnding;
import chappe.domain.account.AppPolicy;
import chappe.domain.account.AuthKeyRing;
import chappe.domain.account.AuthorizationRows;
import chappe.domain.account.Authorizations;
import chappe.domain.account.ExportedLogins;
import chappe.domain.account.LoginCodes;
import chappe.domain.account.LoginTokens;
import chappe.domain.account.LogoutTokens;
import chappe.domain.account.PasswordRoom;
import chappe.domain.account.PhoneChanges;
import chappe.domain.account.ServiceAccount;
import chappe.server.Rooms.AccountRoom;
import chappe.server.Rooms.Keys;
import chappe.server.Rooms.Means;
import chappe.server.Rooms.Storage;

/// What happens around a login: the list of them, their end, and the ways to log in beside a code.
record LoginRoom(
        Authorizations authorizations,
        AccountEnding ending,
        PhoneChanges phones,
        ExportedLogins exports,
        LogoutTokens logoutTokens,
        LoginTokens tokens,
        LoginWaits waits) {

    /// What it builds on.
    record Ground(AuthKeyRing keys, LoginCodes codes, PasswordRoom passwords) {}

    static LoginRoom open(Storage storage, Keys keyRoom, Ground ground, Means means) {
        PasswordRoom passwords = ground.passwords();
        var store = storage.store();
        ServiceAccount.open(store, means.clock());
        var rows = new AuthorizationRows(means.clock(), keyRoom.secret());
        rows.register(storage.post());
        var authorizations = new Authorizations(store, storage.post(), means.clock(), rows);
        var ending = new AccountEnding(store, storage.post(), means.clock(), rows, passwords.passwords());
        ending.register();
        return new LoginRoom(
                authorizations,
                ending,
                new PhoneChanges(store, storage.post(), means.random(), ground.codes(), authorizations),
                new ExportedLogins(store, means.clock(), means.random(), ground.keys(), rows),
                new LogoutTokens(store, means.clock(), means.random(), passwords.passwords(), passwords.step()),
                new LoginTokens(store, means.clock(), means.random()),
                new LoginWaits(means.clock()));
    }

    void register(Routes on, AccountRoom room, PresentUsers people, AppPolicy apps) {
        var step = room.passwords().step();
        new ActiveSessions(authorizations).register(on);
        new AccountEnd(ending, new PasswordInputs(step)).register(on);
        new PhoneChanging(room.numbers(), phones, people).register(on);
        new LoginExports(exports, people).register(on);
        new QrLogin(tokens, step, authorizations, waits, people, apps).register(on);
    }

    /// On the committing thread, so the look at the token goes to another.
    void keyChanged(AuthKeyId key, Schedule schedule) {
        if (!waits.follows(key)) return;
        schedule.run(() -> {
            if (tokens.isAccepted(key)) waits.accepted(key);
        });
    }
}
