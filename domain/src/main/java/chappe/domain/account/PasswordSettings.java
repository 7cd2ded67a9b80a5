package chappe.domain.account;

import chappe.core.LoginLimits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.EmailCodes.Purpose;
import chappe.domain.account.PasswordUpdate.EmailChange;
import chappe.domain.account.PasswordUpdate.PasswordChange;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.record.AccountPassword;
import chappe.store.record.AccountPasswordUnconfirmed;
import chappe.store.record.EmailCode;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How an owner sets, changes and removes the password and its recovery e-mail
/// ([two-factor authentication](https://core.telegram.org/api/srp)).
///
/// A recovery e-mail counts once its code came back. A first password that comes with an e-mail waits for that too, so
/// that a mistyped address locks nobody out; where there is a password already, only the e-mail waits.
public final class PasswordSettings {
    private final Store store;
    private final Clock clock;
    private final Passwords passwords;
    private final StoredPasswords stored;
    private final EmailCodes codes;

    PasswordSettings(Store store, Clock clock, Passwords passwords, StoredPasswords stored, EmailCodes codes) {
        this.store = store;
        this.clock = clock;
        this.passwords = passwords;
        this.stored = stored;
        this.codes = codes;
    }

    /// Changes what the update names, if the proof of the present password is right.
    ///
    /// Refuses as [Passwords#proven], and with NEW_SALT_INVALID, NEW_SETTINGS_EMPTY, EMAIL_INVALID
    /// (malformed, or the mail server does not take it), EMAIL_NOT_ALLOWED (the server sends no
    /// e-mail), and with EMAIL_UNCONFIRMED_X once a code of that length is on its way and the rest has
    /// been done.
    public void update(Asker owner, @Nullable SrpProof proof, PasswordUpdate update) {
        EmailAddress address = update.email() instanceof EmailChange.Set set ? set.address() : null;
        if (address != null && !codes.isAvailable()) throw RpcError.EMAIL_NOT_ALLOWED.refuse();
        String code = codes.draw();
        boolean mustConfirm = passwords.proven(owner, proof, change -> {
            if (address != null) return updateWithEmail(change, owner.user(), update.password(), address, code);
            update(change, owner.user(), update);
            return false;
        });
        if (!mustConfirm) return;
        if (!codes.trySend(Purpose.RECOVERY_ADDRESS, Objects.requireNonNull(address), code)) {
            forget(owner.user(), address);
            throw RpcError.EMAIL_INVALID.refuse();
        }
        throw RpcError.EMAIL_UNCONFIRMED_X.refuse(LoginLimits.EMAIL_CODE_LENGTH);
    }

    /// Makes the address whose code this is the recovery e-mail, and the password that waits for it the password.
    ///
    /// Refuses with EMAIL_HASH_EXPIRED (nothing waits, or its time or tries are over), CODE_INVALID, FLOOD_WAIT_X.
    public void confirmEmail(UserId user, String code) {
        RuntimeException refusal = store.write(Partition.account(user), change -> {
            AccountPasswordUnconfirmed waiting = Rows.PASSWORD_UNCONFIRMED.find(change);
            if (waiting == null || !codes.isLiving(waiting.code())) return RpcError.EMAIL_HASH_EXPIRED.refuse();
            int wait = PasswordBudget.WRONG_EMAIL_CODES.waitSeconds(change, clock.instant());
            if (wait > 0) return RpcError.FLOOD_WAIT_X.refuse(wait);
            if (!codes.isRight(Purpose.RECOVERY_ADDRESS, user, waiting.code(), code)) {
                PasswordBudget.WRONG_EMAIL_CODES.spend(change, clock.instant());
                EmailCode left = EmailCodes.afterWrong(waiting.code());
                Rows.PASSWORD_UNCONFIRMED.put(change, withCode(waiting, left == null ? spent(waiting.code()) : left));
                return RpcError.CODE_INVALID.refuse();
            }
            confirmed(change, waiting);
            return null;
        });
        if (refusal != null) throw refusal;
    }

    /// Sends another code to the address that waits. Refuses with EMAIL_HASH_EXPIRED where none does, EMAIL_INVALID,
    /// FLOOD_WAIT_X.
    public void resendEmail(UserId user) {
        String code = codes.draw();
        String address = store.write(Partition.account(user), change -> {
            AccountPasswordUnconfirmed waiting = Rows.PASSWORD_UNCONFIRMED.find(change);
            if (waiting == null || !codes.isAvailable()) throw RpcError.EMAIL_HASH_EXPIRED.refuse();
            PasswordBudget.MAILS.take(change, clock.instant());
            Rows.PASSWORD_UNCONFIRMED.put(change, withCode(waiting, codes.row(Purpose.RECOVERY_ADDRESS, user, code)));
            return waiting.address();
        });
        if (!codes.trySend(Purpose.RECOVERY_ADDRESS, new EmailAddress(address), code)) {
            throw RpcError.EMAIL_INVALID.refuse();
        }
    }

    /// Forgets the address that waits, and the password that waits with it. Refuses with EMAIL_HASH_EXPIRED where
    /// none does.
    public void cancelEmail(UserId user) {
        store.write(Partition.account(user), change -> {
            if (Rows.PASSWORD_UNCONFIRMED.find(change) == null) throw RpcError.EMAIL_HASH_EXPIRED.refuse();
            Rows.PASSWORD_UNCONFIRMED.delete(change);
            return true;
        });
    }

    private void update(Change change, UserId user, PasswordUpdate update) {
        AccountPassword present = stored.find(change);
        switch (update.password()) {
            case PasswordChange.Removal _ -> remove(change, present);
            case PasswordChange.Set set -> {
                String email = present == null || update.email() != null ? null : present.recoveryEmail();
                put(change, user, set.password(), email);
                Rows.PASSWORD_UNCONFIRMED.delete(change);
            }
            case null -> {
                if (present == null) throw RpcError.NEW_SETTINGS_EMPTY.refuse();
                Rows.PASSWORD.put(change, withEmail(present, null));
                Rows.PASSWORD_UNCONFIRMED.delete(change);
            }
        }
    }

    /// Clients also remove a password that still waits for its e-mail.
    private void remove(Change change, @Nullable AccountPassword present) {
        boolean waits = Rows.PASSWORD_UNCONFIRMED.find(change) != null;
        if (present == null && !waits) throw RpcError.NEW_SETTINGS_EMPTY.refuse();
        if (present == null) Rows.PASSWORD_UNCONFIRMED.delete(change);
        else stored.remove(change);
    }

    /// @return whether the address waits for a code now
    private boolean updateWithEmail(
            Change change, UserId user, @Nullable PasswordChange wanted, EmailAddress address, String code) {
        AccountPassword present = stored.find(change);
        NewPassword password = wanted instanceof PasswordChange.Set set ? set.password() : null;
        if (wanted instanceof PasswordChange.Removal) throw RpcError.NEW_SETTINGS_INVALID.refuse();
        if (present == null && password == null) throw RpcError.NEW_SETTINGS_EMPTY.refuse();
        boolean isKnown = present != null && address.text().equals(present.recoveryEmail());
        if (!isKnown) {
            PasswordBudget.MAILS.take(change, clock.instant());
            EmailCode row = codes.row(Purpose.RECOVERY_ADDRESS, user, code);
            var waiting = new AccountPasswordUnconfirmed.Builder(address.text(), row);
            if (present == null && password != null) wait(change, user, waiting, password);
            Rows.PASSWORD_UNCONFIRMED.put(change, waiting.build());
        }
        if (present != null && password != null) put(change, user, password, present.recoveryEmail());
        return !isKnown;
    }

    private void wait(Change change, UserId user, AccountPasswordUnconfirmed.Builder waiting, NewPassword password) {
        stored.requireSalts(user, StoredPasswords.generation(change), password);
        waiting.salt1(password.salt1())
                .salt2(password.salt2())
                .sealed(stored.seal(user, password))
                .hint(password.hint());
    }

    private void put(Change change, UserId user, NewPassword password, @Nullable String recoveryEmail) {
        stored.requireSalts(user, StoredPasswords.generation(change), password);
        byte[] sealed = stored.seal(user, password);
        stored.set(
                change,
                stored.next(change, password.salt1(), password.salt2(), sealed, password.hint()),
                recoveryEmail);
    }

    private void confirmed(Change change, AccountPasswordUnconfirmed waiting) {
        Rows.PASSWORD_UNCONFIRMED.delete(change);
        AccountPassword present = stored.find(change);
        byte[] salt1 = waiting.salt1();
        if (salt1 != null) {
            byte[] salt2 = Objects.requireNonNull(waiting.salt2());
            byte[] sealed = Objects.requireNonNull(waiting.sealed());
            String hint = Objects.requireNonNull(waiting.hint());
            stored.set(change, stored.next(change, salt1, salt2, sealed, hint), waiting.address());
        } else if (present != null) {
            Rows.PASSWORD.put(change, withEmail(present, waiting.address()));
        }
    }

    private void forget(UserId user, EmailAddress address) {
        store.write(Partition.account(user), change -> {
            AccountPasswordUnconfirmed waiting = Rows.PASSWORD_UNCONFIRMED.find(change);
            boolean isThis = waiting != null && waiting.address().equals(address.text());
            if (isThis) Rows.PASSWORD_UNCONFIRMED.delete(change);
            return isThis;
        });
    }

    private static AccountPassword withEmail(AccountPassword row, @Nullable String email) {
        return new AccountPassword.Builder(row.generation(), row.since())
                .salt1(row.salt1())
                .salt2(row.salt2())
                .sealed(row.sealed())
                .hint(row.hint())
                .recoveryEmail(email)
                .build();
    }

    private static AccountPasswordUnconfirmed withCode(AccountPasswordUnconfirmed row, EmailCode code) {
        return new AccountPasswordUnconfirmed.Builder(row.address(), code)
                .salt1(row.salt1())
                .salt2(row.salt2())
                .sealed(row.sealed())
                .hint(row.hint())
                .build();
    }

    /// A code that no longer serves; the address waits on for another.
    private static EmailCode spent(EmailCode code) {
        return new EmailCode(code.mac(), 0, code.sent(), code.sent());
    }
}
