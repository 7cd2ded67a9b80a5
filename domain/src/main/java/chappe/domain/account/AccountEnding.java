package chappe.domain.account;

import chappe.core.LoginLimits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.box.Notices;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.Store.Letter;
import chappe.store.StoreFault;
import chappe.store.View;
import chappe.store.View.Order;
import chappe.store.View.Row;
import chappe.store.post.PostOffice;
import chappe.store.record.AccountContactGoneLetter;
import chappe.store.record.AccountContactRemovedLetter;
import chappe.store.record.AccountDeleted;
import chappe.store.record.AccountDeletionDue;
import chappe.store.record.AccountEraseLetter;
import chappe.store.record.AccountProfile;
import chappe.store.record.AccountTtl;
import chappe.store.record.BoxEventUser;
import chappe.store.record.BoxLetterErase;
import chappe.store.record.PhoneForgoLetter;
import chappe.store.record.PhoneReleaseLetter;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How an account ends: by its owner's word, or because nobody used it for as long as its owner allowed.
///
/// One commit takes the profile away, ends all logins, and posts what frees the names and empties the box. The rest
/// goes in bounded commits (rule R14): contacts on both sides hear of it, every row is deleted, and the partition is
/// closed, so that letters to it are acknowledged and dropped from then on (rule R1). What others have of it
/// stays with them, from a deleted account. Thread-safe.
public final class AccountEnding {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final byte[] FIRST_KEY = {0};
    private static final byte[] BEHIND_ALL_KEYS = {(byte) 0xff};

    private final Store store;
    private final PostOffice post;
    private final Clock clock;
    private final AuthorizationRows logins;
    private final Passwords passwords;

    public AccountEnding(Store store, PostOffice post, Clock clock, AuthorizationRows logins, Passwords passwords) {
        this.store = store;
        this.post = post;
        this.clock = clock;
        this.logins = logins;
        this.passwords = passwords;
    }

    /// Says what the letters do by which an account ends.
    public void register() {
        post.on(AccountEraseLetter.class, this::onErase);
        post.on(AccountContactGoneLetter.class, AccountEnding::onContactGone);
    }

    /// After how many days without use the account ends.
    public int ttlDays(UserId user) {
        return store.read(Partition.account(user), AccountUse::ttlDays);
    }

    /// Refuses with TTL_DAYS_INVALID.
    public void setTtl(UserId user, int days) {
        if (days < LoginLimits.ACCOUNT_TTL_DAYS_MIN || days > LoginLimits.ACCOUNT_TTL_DAYS_MAX) {
            throw RpcError.TTL_DAYS_INVALID.refuse();
        }
        store.write(Partition.account(user), change -> {
            Rows.ACCOUNT_TTL.put(change, new AccountTtl(days));
            logins.wake(change);
            return true;
        });
    }

    /// Deletes the account. Its sessions are ended when this returns; the rest follows by itself.
    ///
    /// Without the password of an account that has one it ends in a week only, which its sessions are
    /// told; a log-in with the password puts an end to that.
    ///
    /// Refuses as [Passwords#proven], and with 2FA_CONFIRM_WAIT_X, the seconds left of the week.
    public void delete(Asker asker, @Nullable SrpProof proof) {
        if (proof == null && passwords.isSet(asker.user())) {
            throw RpcError._2FA_CONFIRM_WAIT_X.refuse(deleteLater(asker.user()));
        }
        passwords.proven(asker, proof, change -> {
            begin(change);
            return true;
        });
        await(asker.user());
    }

    /// Ends the logins, or the whole account, that nobody has used for too long. What `due` names may be early.
    public void endUnused(UserId user) {
        store.write(Partition.account(user), change -> {
            boolean isOver = !AccountUse.endsAt(change, logins.sessions(change)).isAfter(clock.instant());
            if (isOver) begin(change);
            else logins.endUnused(change);
            logins.wake(change);
            return true;
        });
    }

    /// Whether the account was there and has been deleted.
    static boolean isDeleted(View view) {
        return view.isClosed() || Rows.DELETED.find(view) != null;
    }

    /// Takes the account from under its users, inside a change of it. An account that is gone stays so.
    void begin(Change change) {
        AccountProfile profile = Rows.PROFILE.find(change);
        if (profile == null) return;
        int now = now();
        logins.sessions(change).forEach(each -> logins.end(change, each.stored()));
        Usernames.release(change);
        Rows.PROFILE.delete(change);
        Rows.DELETED.put(change, new AccountDeleted(now));
        change.sleep();
        change.post(Partition.phone(profile.phone()), new PhoneReleaseLetter(profile.userId(), profile.phoneToken()));
        change.post(Partition.box(new UserId(profile.userId())), new BoxLetterErase(now));
        change.post(change.partition(), new AccountEraseLetter(now));
    }

    private int deleteLater(UserId user) {
        int now = now();
        return store.write(Partition.account(user), change -> {
            AccountDeletionDue known = Rows.DELETION_DUE.find(change);
            if (known != null) return Math.max(1, known.at() - now);
            int wait = (int) LoginLimits.ACCOUNT_DELETION_WAIT.toSeconds();
            Rows.DELETION_DUE.put(change, new AccountDeletionDue(now + wait));
            ServiceAccount.tellDeletion(change, user, now, now + wait);
            logins.wake(change);
            return wait;
        });
    }

    private void onErase(Change change, Letter<AccountEraseLetter> letter) {
        long user = change.partition().number();
        int left = LoginLimits.ERASED_AT_ONCE_MAX;
        left -= eraseContacts(change, user, left);
        left -= eraseKnownBy(change, user, left);
        left -= eraseAwaited(change, user, left);
        if (left > 0) {
            var rows = change.scan(FIRST_KEY, BEHIND_ALL_KEYS, left, Order.ASCENDING);
            for (Row row : rows) change.delete(row.key());
            left -= rows.size();
        }
        if (left > 0) change.close();
        else change.post(change.partition(), letter.body());
    }

    private static int eraseContacts(Change change, long user, int limit) {
        var rows = Rows.CONTACTS.scan(change, limit, Order.ASCENDING);
        for (var row : rows) {
            Rows.CONTACTS.delete(change, row.key());
            change.post(Partition.account(row.key()), new AccountContactRemovedLetter(user));
        }
        return rows.size();
    }

    private static int eraseKnownBy(Change change, long user, int limit) {
        var rows = Rows.KNOWN_BY.scan(change, limit, Order.ASCENDING);
        for (var row : rows) {
            Rows.KNOWN_BY.delete(change, row.key());
            change.post(Partition.account(row.key()), new AccountContactGoneLetter(user));
        }
        return rows.size();
    }

    private static int eraseAwaited(Change change, long user, int limit) {
        var rows = Rows.AWAITED.scan(change, limit, Order.ASCENDING);
        for (var row : rows) {
            Rows.AWAITED.delete(change, row.key());
            change.post(LoginCodes.partition(row.key()), new PhoneForgoLetter(user));
        }
        return rows.size();
    }

    /// A contact of this account's user is no more.
    private static void onContactGone(Change change, Letter<AccountContactGoneLetter> letter) {
        if (Rows.PROFILE.find(change) == null) return;
        var owner = new UserId(change.partition().number());
        var gone = new UserId(letter.body().userId());
        Contacts.remove(change, owner, gone);
        Notices.post(change, owner, null, new BoxEventUser(gone.value()));
    }

    private void await(UserId user) {
        try {
            post.awaitDelivered(Partition.account(user), PATIENCE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StoreFault("stopped while a letter was awaited", stopping);
        }
    }

    private int now() {
        return (int) clock.instant().getEpochSecond();
    }
}
