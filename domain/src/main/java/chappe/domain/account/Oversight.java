package chappe.domain.account;

import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.AuthorizationRows.Session;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.Store.Letter;
import chappe.store.StoreFault;
import chappe.store.View;
import chappe.store.post.PostOffice;
import chappe.store.record.AccountBan;
import chappe.store.record.AccountPresence;
import chappe.store.record.AccountProfile;
import chappe.store.record.PhoneBan;
import chappe.store.record.PhoneBannedLetter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the operator of the server may see of accounts, and do to them.
///
/// A ban stands in the account, which ends every login in the same commit and each that comes later, and tells the
/// number's partition, which gives no more codes out. Thread-safe.
public final class Oversight {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Store store;
    private final PostOffice post;
    private final Clock clock;
    private final PhoneClaims claims;
    private final Authorizations authorizations;

    public Oversight(Store store, PostOffice post, Clock clock, PhoneClaims claims, Authorizations authorizations) {
        this.store = store;
        this.post = post;
        this.clock = clock;
        this.claims = claims;
        this.authorizations = authorizations;
    }

    /// Says what the letter does that takes a ban to a number.
    public void register() {
        post.on(PhoneBannedLetter.class, Oversight::onBanned);
    }

    /// @return null when no account has the number
    public @Nullable UserId owner(Phone phone) {
        return claims.findOwner(phone);
    }

    /// What there is to see of an account. Refuses with USER_ID_INVALID when there is none.
    public Seen look(UserId user) {
        Seen seen = store.read(Partition.account(user), Oversight::seen);
        if (seen == null) throw RpcError.USER_ID_INVALID.refuse();
        return seen;
    }

    /// How many of these partitions are accounts of people that live.
    public long count(List<Partition> accounts) {
        Map<Partition, Boolean> living = store.readAll(accounts, view -> Rows.PROFILE.find(view) != null);
        living.remove(Partition.account(UserId.SERVICE));
        return living.values().stream().filter(each -> each).count();
    }

    public List<Session> sessions(UserId user) {
        return authorizations.list(user).sessions();
    }

    /// Ends all logins of an account at once.
    ///
    /// @return how many there were
    public int endSessions(UserId user) {
        int ended = store.write(Partition.account(user), authorizations::endAll);
        await(user);
        return ended;
    }

    /// Bans an account: its logins end at once, and its number gets no more codes. Refuses with USER_ID_INVALID when
    /// there is none, and for the service account.
    ///
    /// @return whether it was not banned before
    public boolean ban(UserId user) {
        if (user.equals(UserId.SERVICE)) throw RpcError.USER_ID_INVALID.refuse();
        boolean isNew = store.write(Partition.account(user), change -> {
            AccountProfile profile = existing(change);
            if (Rows.BAN.find(change) != null) return false;
            int now = (int) clock.instant().getEpochSecond();
            Rows.BAN.put(change, new AccountBan(now));
            authorizations.endAll(change);
            change.post(Partition.phone(profile.phone()), new PhoneBannedLetter(now));
            return true;
        });
        await(user);
        return isNew;
    }

    /// @return whether it was banned
    public boolean unban(UserId user) {
        boolean was = store.write(Partition.account(user), change -> {
            AccountProfile profile = existing(change);
            if (Rows.BAN.find(change) == null) return false;
            Rows.BAN.delete(change);
            change.post(Partition.phone(profile.phone()), new PhoneBannedLetter(0));
            return true;
        });
        await(user);
        return was;
    }

    /// Ends the ban of a number whose account has been deleted since.
    ///
    /// @return whether it was banned
    public boolean unban(Phone phone) {
        return store.write(LoginCodes.partition(phone), change -> {
            if (Rows.PHONE_BAN.find(change) == null) return false;
            Rows.PHONE_BAN.delete(change);
            return true;
        });
    }

    private static AccountProfile existing(View account) {
        AccountProfile profile = Rows.PROFILE.find(account);
        if (profile == null) throw RpcError.USER_ID_INVALID.refuse();
        return profile;
    }

    /// Codes that are on their way end with the ban.
    private static void onBanned(Change change, Letter<PhoneBannedLetter> letter) {
        int since = letter.body().since();
        if (since == 0) {
            Rows.PHONE_BAN.delete(change);
        } else {
            Rows.PHONE_BAN.put(change, new PhoneBan(since));
            LoginCodes.endAll(change);
        }
    }

    private static @Nullable Seen seen(View account) {
        AccountProfile profile = Rows.PROFILE.find(account);
        if (profile == null) return null;
        AccountPresence presence = Rows.PRESENCE.find(account);
        AccountBan ban = Rows.BAN.find(account);
        return new Seen(
                profile,
                presence == null ? null : Instant.ofEpochSecond(presence.wasOnline()),
                ban == null ? null : Instant.ofEpochSecond(ban.since()));
    }

    private void await(UserId user) {
        try {
            post.awaitDelivered(Partition.account(user), PATIENCE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StoreFault("stopped while a letter was awaited", stopping);
        }
    }

    /// An account, without anything that it wrote or received.
    public record Seen(
            AccountProfile profile,
            @Nullable Instant wasOnline,
            @Nullable Instant bannedSince) {}
}
