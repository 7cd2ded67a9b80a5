package chappe.domain.account;

import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.EmailCodes.Purpose;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.record.AccountPassword;
import chappe.store.record.EmailCode;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a forgotten password is replaced by a code that was sent to the recovery e-mail.
public final class PasswordRecovery {
    private final Store store;
    private final Clock clock;
    private final StoredPasswords stored;
    private final EmailCodes codes;
    private final PasswordStep step;

    PasswordRecovery(Store store, Clock clock, StoredPasswords stored, EmailCodes codes, PasswordStep step) {
        this.store = store;
        this.clock = clock;
        this.stored = stored;
        this.codes = codes;
        this.step = step;
    }

    /// Sends a code to the recovery e-mail; the former one no longer serves.
    ///
    /// Refuses with PASSWORD_EMPTY, PASSWORD_RECOVERY_NA (no confirmed e-mail, or no way to reach it),
    /// FLOOD_WAIT_X.
    ///
    /// @return where the code went
    public EmailAddress request(Asker asker) {
        UserId user = asker.user();
        String code = codes.draw();
        var address = new EmailAddress(store.write(Partition.account(user), change -> {
            AccountPassword row = stored.find(change);
            if (row == null) throw RpcError.PASSWORD_EMPTY.refuse();
            String email = row.recoveryEmail();
            if (email == null || !codes.isAvailable()) throw RpcError.PASSWORD_RECOVERY_NA.refuse();
            PasswordBudget.RECOVERY_MAILS.take(change, clock.instant());
            Rows.PASSWORD_RECOVERY.put(change, codes.row(Purpose.RECOVERY, user, code));
            return email;
        }));
        if (!codes.trySend(Purpose.RECOVERY, address, code)) throw RpcError.PASSWORD_RECOVERY_NA.refuse();
        return address;
    }

    /// Whether the code is right; it still serves afterwards. See [#recover] for the refusals.
    public void check(Asker asker, String code) {
        withCode(asker.user(), code, change -> {});
    }

    /// Replaces the password, or removes it, and logs in where the password was awaited.
    ///
    /// Refuses with CODE_INVALID (a try is gone), PASSWORD_RECOVERY_EXPIRED (no code, or its time or
    /// tries are over), FLOOD_WAIT_X, NEW_SALT_INVALID.
    ///
    /// @param password null: from now on there is none
    public void recover(Asker asker, String code, @Nullable NewPassword password, ClientDetails client) {
        withCode(asker.user(), code, change -> replace(change, asker.user(), password));
        step.letIn(asker, client);
    }

    private void withCode(UserId user, String code, Consumer<Change> effect) {
        RuntimeException refusal = store.write(Partition.account(user), change -> {
            EmailCode row = Rows.PASSWORD_RECOVERY.find(change);
            if (row == null || !codes.isLiving(row) || stored.find(change) == null) {
                return RpcError.PASSWORD_RECOVERY_EXPIRED.refuse();
            }
            int wait = PasswordBudget.WRONG_RECOVERY_CODES.waitSeconds(change, clock.instant());
            if (wait > 0) return RpcError.FLOOD_WAIT_X.refuse(wait);
            if (codes.isRight(Purpose.RECOVERY, user, row, code)) {
                effect.accept(change);
                return null;
            }
            PasswordBudget.WRONG_RECOVERY_CODES.spend(change, clock.instant());
            EmailCode left = EmailCodes.afterWrong(row);
            if (left == null) Rows.PASSWORD_RECOVERY.delete(change);
            else Rows.PASSWORD_RECOVERY.put(change, left);
            return RpcError.CODE_INVALID.refuse();
        });
        if (refusal != null) throw refusal;
    }

    private void replace(Change change, UserId user, @Nullable NewPassword password) {
        if (password == null) {
            stored.remove(change);
            return;
        }
        AccountPassword present = stored.find(change);
        String email = present == null ? null : present.recoveryEmail();
        stored.requireSalts(user, StoredPasswords.generation(change), password);
        byte[] sealed = stored.seal(user, password);
        stored.set(change, stored.next(change, password.salt1(), password.salt2(), sealed, password.hint()), email);
    }
}
