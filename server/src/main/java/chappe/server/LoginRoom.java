package chappe.server;

import chappe.api.account.ActiveSessions;
import chappe.api.auth.QrLogin;
import chappe.api.present.PresentUsers;
import chappe.api.push.LoginWaits;
import chappe.api.rpc.Routes;
import chappe.core.AuthKeyId;
import chappe.domain.account.AuthKeyRing;
import chappe.domain.account.Authorizations;
import chappe.domain.account.LoginTokens;
import chappe.domain.account.ServiceAccount;
import chappe.server.Rooms.Keys;
import chappe.server.Rooms.Means;
import chappe.server.Rooms.Storage;

/// What happens around a login: the list of them, their end, and the ways to log in beside a code.
record LoginRoom(Authorizations authorizations, LoginTokens tokens, LoginWaits waits) {

    static LoginRoom open(Storage storage, Keys keyRoom, Means means) {
        var store = storage.store();
        ServiceAccount.open(store, means.clock());
        var authorizations = new Authorizations(store, storage.post(), means.clock(), keyRoom.secret());
        authorizations.register();
        return new LoginRoom(
                authorizations, new LoginTokens(store, means.clock(), means.random()), new LoginWaits(means.clock()));
    }

    void register(Routes on, AuthKeyRing keys, PresentUsers people) {
        new ActiveSessions(authorizations).register(on);
        new QrLogin(tokens, keys, authorizations, waits, people).register(on);
    }

    /// On the committing thread, so the look at the token goes to another.
    void keyChanged(AuthKeyId key, Schedule schedule) {
        if (!waits.follows(key)) return;
        schedule.run(() -> {
            if (tokens.isAccepted(key)) waits.accepted(key);
        });
    }
}
