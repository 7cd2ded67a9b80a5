package chappe.domain.account;

import chappe.core.LoginLimits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.EmailCodes.Purpose;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.View;
import chappe.store.record.AccountLoginEmail;
import chappe.store.record.AccountLoginEmailUnconfirmed;
import chappe.store.record.EmailCode;
import chappe.store.record.PhoneOwner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// The e-mail that an account's login codes go to instead of the telephone
/// ([login e-mail](https://core.telegram.org/api/auth#email-verification)).
///
/// Whoever has the telephone but not the mailbox may ask for its end, and waits a week for it; a log-in
/// by a code from the mailbox meanwhile, or confirming an address again, keeps it. Differs: an owner
/// who has none yet sets one as others change theirs; the original first suggests it. Where the
/// operator takes the mail server away, codes go to the telephone.
public final class LoginEmails {
    private final Store store;
    private final Clock clock;
    private final EmailCodes codes;

    LoginEmails(Store store, Clock clock, EmailCodes codes) {
        this.store = store;
        this.clock = clock;
        this.codes = codes;
    }

    /// Sends a code to an address that its owner wants codes to go to.
    ///
    /// Refuses with EMAIL_NOT_ALLOWED (the server sends no e-mail), EMAIL_INVALID (the mail server does not take
    /// it), FLOOD_WAIT_X.
    public void sendCode(UserId user, EmailAddress address) {
        if (!codes.isAvailable()) throw RpcError.EMAIL_NOT_ALLOWED.refuse();
        String code = codes.draw();
        store.write(Partition.account(user), change -> {
            PasswordBudget.MAILS.take(change, clock.instant());
            EmailCode row = codes.row(Purpose.LOGIN_ADDRESS, user, code);
            Rows.LOGIN_EMAIL_UNCONFIRMED.put(change, new AccountLoginEmailUnconfirmed(address.text(), row));
            return true;
        });
        if (!codes.trySend(Purpose.LOGIN_ADDRESS, address, code)) throw RpcError.EMAIL_INVALID.refuse();
    }

    /// From now on codes go to the address whose code this is.
    ///
    /// Refuses with EMAIL_VERIFY_EXPIRED (nothing waits, or its time or tries are over), CODE_INVALID,
    /// FLOOD_WAIT_X.
    public EmailAddress verify(UserId user, String code) {
        Verified verified = store.<Verified>write(Partition.account(user), change -> {
            AccountLoginEmailUnconfirmed waiting = Rows.LOGIN_EMAIL_UNCONFIRMED.find(change);
            if (waiting == null || !codes.isLiving(waiting.code()))
                return new Verified.No(RpcError.EMAIL_VERIFY_EXPIRED);
            int wait = PasswordBudget.WRONG_EMAIL_CODES.waitSeconds(change, clock.instant());
            if (wait > 0) throw RpcError.FLOOD_WAIT_X.refuse(wait);
            if (codes.isRight(Purpose.LOGIN_ADDRESS, user, waiting.code(), code)) {
                Rows.LOGIN_EMAIL_UNCONFIRMED.delete(change);
                Rows.LOGIN_EMAIL.put(change, new AccountLoginEmail.Builder(waiting.address(), now()).build());
                return new Verified.Yes(waiting.address());
            }
            PasswordBudget.WRONG_EMAIL_CODES.spend(change, clock.instant());
            EmailCode left = EmailCodes.afterWrong(waiting.code());
            if (left == null) Rows.LOGIN_EMAIL_UNCONFIRMED.delete(change);
            else Rows.LOGIN_EMAIL_UNCONFIRMED.put(change, new AccountLoginEmailUnconfirmed(waiting.address(), left));
            return new Verified.No(RpcError.CODE_INVALID);
        });
        return switch (verified) {
            case Verified.Yes yes -> new EmailAddress(yes.address());
            case Verified.No no -> throw no.refusal().refuse();
        };
    }

    /// Asks for the end of the login e-mail, for who has the telephone only; its mailbox is told.
    ///
    /// Refuses with EMAIL_INSTALL_MISSING where there is none, and TASK_ALREADY_EXISTS where its end was asked for.
    public void requestReset(Phone phone) {
        UserId owner = owner(phone);
        if (owner == null) throw RpcError.EMAIL_INSTALL_MISSING.refuse();
        String address = store.write(Partition.account(owner), change -> {
            AccountLoginEmail row = present(change, clock);
            if (row == null) throw RpcError.EMAIL_INSTALL_MISSING.refuse();
            if (row.resetAt() != null) throw RpcError.TASK_ALREADY_EXISTS.refuse();
            int at = now() + (int) LoginLimits.LOGIN_EMAIL_RESET_WAIT.toSeconds();
            Rows.LOGIN_EMAIL.put(
                    change,
                    new AccountLoginEmail.Builder(row.address(), row.since())
                            .resetAt(at)
                            .build());
            return row.address();
        });
        codes.tellOfReset(new EmailAddress(address));
    }

    /// Whether the phone's owner had a login e-mail that has ended by a reset.
    public boolean wasReset(Phone phone) {
        UserId owner = owner(phone);
        return owner != null
                && store.read(
                        Partition.account(owner),
                        view -> present(view, clock) == null && Rows.LOGIN_EMAIL.find(view) != null);
    }

    /// The account's owner has read a code in the mailbox: a wish to end it is void.
    public void keep(UserId user) {
        store.write(Partition.account(user), change -> {
            AccountLoginEmail row = present(change, clock);
            if (row == null || row.resetAt() == null) return false;
            Rows.LOGIN_EMAIL.put(change, new AccountLoginEmail.Builder(row.address(), row.since()).build());
            return true;
        });
    }

    /// Another way of sending codes, taken only to those who have no login e-mail.
    public CodeProvider insteadOf(CodeProvider other) {
        return new Way(other);
    }

    /// The login e-mail in a snapshot of an account; null where there is none, or its end has come.
    static @Nullable AccountLoginEmail present(View account, Clock clock) {
        AccountLoginEmail row = Rows.LOGIN_EMAIL.find(account);
        if (row == null) return null;
        Integer resetAt = row.resetAt();
        return resetAt != null && resetAt <= clock.instant().getEpochSecond() ? null : row;
    }

    private @Nullable AccountLoginEmail find(Phone phone) {
        if (!codes.isAvailable()) return null;
        UserId owner = owner(phone);
        return owner == null ? null : store.read(Partition.account(owner), view -> present(view, clock));
    }

    private @Nullable UserId owner(Phone phone) {
        PhoneOwner owner = store.read(LoginCodes.partition(phone), PhoneClaims::ownerIn);
        return owner == null ? null : new UserId(owner.userId());
    }

    private int now() {
        return (int) clock.instant().getEpochSecond();
    }

    /// What a code turned out to be; a wrong one is counted before it is refused.
    private sealed interface Verified {
        record Yes(String address) implements Verified {}

        record No(RpcError refusal) implements Verified {}
    }

    /// Takes codes to the mailbox of those who have one, and by the other way to everybody else.
    private final class Way implements CodeProvider {
        private final CodeProvider other;

        Way(CodeProvider other) {
            this.other = other;
        }

        @Override
        public void deliver(Phone phone, String code) {
            AccountLoginEmail email = find(phone);
            if (email == null) other.deliver(phone, code);
            else if (!codes.trySend(Purpose.LOGIN, new EmailAddress(email.address()), code))
                throw new UncheckedIOException(new IOException("the mail server did not take a login code"));
        }

        @Override
        public CodeForm form(Phone phone) {
            AccountLoginEmail email = find(phone);
            return email == null
                    ? other.form(phone)
                    : new CodeForm.Email(new EmailAddress(email.address()).pattern(), email.resetAt());
        }

        @Override
        public boolean reaches(Phone phone) {
            return find(phone) != null || other.reaches(phone);
        }

        @Override
        public void reportMissing(Phone phone) {
            if (find(phone) == null) other.reportMissing(phone);
        }
    }
}
