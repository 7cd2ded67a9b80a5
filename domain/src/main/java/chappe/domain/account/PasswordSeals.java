package chappe.domain.account;

import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.record.AccountPassword;
import chappe.store.record.AccountPasswordUnconfirmed;
import java.util.Objects;
import java.util.function.Predicate;

/// Seals the verifiers of passwords again when the vault's key changes. Thread-safe.
public final class PasswordSeals {
    private final Store store;
    private final KeySealing sealing;

    public PasswordSeals(Store store, KeySealing sealing) {
        this.store = store;
        this.sealing = sealing;
    }

    /// @param isOld whether what sealed a value goes
    /// @return whether anything was sealed again
    public boolean reseal(UserId user, Predicate<byte[]> isOld) {
        return store.write(Partition.account(user), change -> {
            boolean password = resealPassword(change, user, isOld);
            boolean unconfirmed = resealUnconfirmed(change, user, isOld);
            return password || unconfirmed;
        });
    }

    private boolean resealPassword(Change change, UserId user, Predicate<byte[]> isOld) {
        AccountPassword row = Rows.PASSWORD.find(change);
        byte[] sealed = row == null ? null : row.sealed();
        if (row == null || sealed == null || !isOld.test(sealed)) return false;
        byte[] salt1 = Objects.requireNonNull(row.salt1());
        Rows.PASSWORD.put(
                change,
                new AccountPassword.Builder(row.generation(), row.since())
                        .salt1(salt1)
                        .salt2(row.salt2())
                        .sealed(again(user, salt1, sealed))
                        .hint(row.hint())
                        .recoveryEmail(row.recoveryEmail())
                        .build());
        return true;
    }

    private boolean resealUnconfirmed(Change change, UserId user, Predicate<byte[]> isOld) {
        AccountPasswordUnconfirmed row = Rows.PASSWORD_UNCONFIRMED.find(change);
        byte[] sealed = row == null ? null : row.sealed();
        if (row == null || sealed == null || !isOld.test(sealed)) return false;
        byte[] salt1 = Objects.requireNonNull(row.salt1());
        Rows.PASSWORD_UNCONFIRMED.put(
                change,
                new AccountPasswordUnconfirmed.Builder(row.address(), row.code())
                        .salt1(salt1)
                        .salt2(row.salt2())
                        .sealed(again(user, salt1, sealed))
                        .hint(row.hint())
                        .build());
        return true;
    }

    private byte[] again(UserId user, byte[] salt1, byte[] sealed) {
        byte[] context = StoredPasswords.context(user, salt1);
        return sealing.seal(sealing.open(sealed, context), context);
    }
}
