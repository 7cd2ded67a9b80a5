package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.View;
import chappe.store.record.AccountPassword;
import chappe.store.record.AccountPasswordReset;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The password row of an account: what it holds, and that a reset whose time has come has removed it.
///
/// Verifiers are sealed with their account and salt, so that one does not open in another's place. The salts that the
/// next password must use derive from the server's secret and the count of passwords so far: a client that sets one
/// shows that it has seen this very state.
final class StoredPasswords {
    private static final int SALT1_BYTES = 8;
    private static final int SALT2_BYTES = 16;

    private final Clock clock;
    private final ServerSecret secret;
    private final KeySealing sealing;

    StoredPasswords(Clock clock, ServerSecret secret, KeySealing sealing) {
        this.clock = clock;
        this.secret = secret;
        this.sealing = sealing;
    }

    /// The account's password; null where it has none, or its reset is due.
    @Nullable
    AccountPassword find(View account) {
        AccountPassword row = Rows.PASSWORD.find(account);
        return row == null || row.sealed() == null || isReset(account) ? null : row;
    }

    /// How many passwords have come and gone.
    static int generation(View account) {
        AccountPassword row = Rows.PASSWORD.find(account);
        return row == null ? 0 : row.generation();
    }

    Srp.Verifier open(UserId user, AccountPassword row) {
        byte[] salt1 = Objects.requireNonNull(row.salt1());
        byte[] v = sealing.open(Objects.requireNonNull(row.sealed()), context(user, salt1));
        return new Srp.Verifier(salt1, Objects.requireNonNull(row.salt2()), new BigInteger(1, v));
    }

    byte[] seal(UserId user, NewPassword password) {
        return sealing.seal(password.verifier(), context(user, password.salt1()));
    }

    /// Sets a password. Whatever was on its way to remove or recover the former one ends.
    void set(Change account, AccountPassword.Builder password, @Nullable String recoveryEmail) {
        Rows.PASSWORD.put(account, password.recoveryEmail(recoveryEmail).build());
        Rows.PASSWORD_RECOVERY.delete(account);
        Rows.PASSWORD_RESET.delete(account);
    }

    /// The row of a password that comes after whatever the account had.
    AccountPassword.Builder next(View account, byte[] salt1, byte[] salt2, byte[] sealed, String hint) {
        return new AccountPassword.Builder(generation(account) + 1, now())
                .salt1(salt1)
                .salt2(salt2)
                .sealed(sealed)
                .hint(hint);
    }

    /// Removes the password and everything about it but its count.
    void remove(Change account) {
        Rows.PASSWORD.put(account, new AccountPassword.Builder(generation(account) + 1, now()).build());
        Rows.PASSWORD_UNCONFIRMED.delete(account);
        Rows.PASSWORD_RECOVERY.delete(account);
        Rows.PASSWORD_RESET.delete(account);
    }

    /// When the password goes by a reset that was asked for.
    static @Nullable Integer resetDate(View account) {
        AccountPasswordReset reset = Rows.PASSWORD_RESET.find(account);
        return reset == null || reset.declined() ? null : reset.at();
    }

    Salts nextSalts(UserId user, int generation) {
        byte[] name =
                ByteBuffer.allocate(12).putLong(user.value()).putInt(generation).array();
        byte[] bytes = secret.mac("password salts", name);
        return new Salts(
                Arrays.copyOf(bytes, SALT1_BYTES), Arrays.copyOfRange(bytes, SALT1_BYTES, SALT1_BYTES + SALT2_BYTES));
    }

    /// Refuses with NEW_SALT_INVALID salts that were not made of those the server gave.
    void requireSalts(UserId user, int generation, NewPassword password) {
        Salts given = nextSalts(user, generation);
        byte[] salt1 = password.salt1();
        boolean isLongEnough = salt1.length > SALT1_BYTES && salt1.length <= Limits.PASSWORD_SALT_SIZE_MAX;
        if (!isLongEnough
                || !MessageDigest.isEqual(given.salt1(), Arrays.copyOf(salt1, SALT1_BYTES))
                || !MessageDigest.isEqual(given.salt2(), password.salt2())) {
            throw RpcError.NEW_SALT_INVALID.refuse();
        }
    }

    private boolean isReset(View account) {
        Integer at = resetDate(account);
        return at != null && at <= now();
    }

    static byte[] context(UserId user, byte[] salt1) {
        byte[] name = "password".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(name.length + Long.BYTES + salt1.length)
                .put(name)
                .putLong(user.value())
                .put(salt1)
                .array();
    }

    private int now() {
        return (int) clock.instant().getEpochSecond();
    }

    /// What the server gives for a new password. The client adds random bytes to the first.
    record Salts(byte[] salt1, byte[] salt2) {}
}
