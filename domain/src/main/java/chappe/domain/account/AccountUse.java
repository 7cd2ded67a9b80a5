package chappe.domain.account;

import chappe.core.LoginLimits;
import chappe.domain.account.AuthorizationRows.Session;
import chappe.store.View;
import chappe.store.record.AccountDeletionDue;
import chappe.store.record.AccountPresence;
import chappe.store.record.AccountProfile;
import chappe.store.record.AccountTtl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// When an account was last used, and until when it lives unless it is used again
/// ([account.setAccountTTL](https://core.telegram.org/method/account.setAccountTTL)).
final class AccountUse {

    static int ttlDays(View view) {
        AccountTtl ttl = Rows.ACCOUNT_TTL.find(view);
        return ttl == null ? LoginLimits.ACCOUNT_TTL_DAYS_USUAL : ttl.days();
    }

    /// Sooner where somebody has asked for its end; never, for what is no account.
    static Instant endsAt(View view, List<Session> logins) {
        AccountProfile profile = Rows.PROFILE.find(view);
        if (profile == null) return Instant.MAX;
        AccountPresence presence = Rows.PRESENCE.find(view);
        int last = presence == null ? profile.created() : Math.max(profile.created(), presence.wasOnline());
        for (Session each : logins) last = Math.max(last, each.active());
        Instant unused = Instant.ofEpochSecond(last).plus(Duration.ofDays(ttlDays(view)));
        AccountDeletionDue due = Rows.DELETION_DUE.find(view);
        if (due == null) return unused;
        Instant asked = Instant.ofEpochSecond(due.at());
        return asked.isBefore(unused) ? asked : unused;
    }

    private AccountUse() {}
}
