package chappe.domain.account;

import chappe.core.LoginLimits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.StoredPasswords.Salts;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.View;
import chappe.store.record.AccountLoginEmail;
import chappe.store.record.AccountPassword;
import chappe.store.record.AccountPasswordUnconfirmed;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Passwords, the second factor, proven by [SRP](https://core.telegram.org/api/srp).
///
/// A proof is computed before the commit that it guards and decided in it: there the password must
/// still be the one that was proven, and the account must have tries left. So guesses at the same time
/// cost a try each, and once the tries are gone nobody learns whether a guess was right.
public final class Passwords {
    private static final Budget PER_ADDRESS =
            new Budget(LoginLimits.WRONG_PASSWORDS_PER_ADDRESS_A_DAY, Duration.ofDays(1));

    private final Store store;
    private final Clock clock;
    private final SrpChallenges challenges;
    private final StoredPasswords stored;
    private final AddressBudgets addresses;

    Passwords(Store store, Clock clock, SrpChallenges challenges, StoredPasswords stored) {
        this.store = store;
        this.clock = clock;
        this.challenges = challenges;
        this.stored = stored;
        this.addresses = new AddressBudgets(store, clock);
    }

    boolean isSet(UserId user) {
        return store.read(Partition.account(user), view -> stored.find(view) != null);
    }

    /// What the asker must know to prove the password, or to set one. Makes a challenge where there is a password.
    public State state(Asker asker) {
        UserId user = asker.user();
        Rowset rows = store.read(Partition.account(user), view -> Rowset.of(view, stored, clock));
        AccountPassword row = rows.password();
        Salts next = stored.nextSalts(user, rows.generation());
        return new State(
                row == null ? null : challenge(asker, row),
                row != null && row.recoveryEmail() != null,
                row == null ? null : row.hint(),
                rows.unconfirmed(),
                row == null ? null : rows.resetDate(),
                rows.loginEmail(),
                next.salt1(),
                next.salt2());
    }

    /// Proves the password; see [#proven].
    void prove(Asker asker, @Nullable SrpProof proof) {
        proven(asker, proof, change -> true);
    }

    /// The confirmed recovery e-mail, for who proves the password; see [#proven].
    public @Nullable String recoveryEmail(Asker asker, @Nullable SrpProof proof) {
        return proven(asker, proof, change -> {
                    AccountPassword row = stored.find(change);
                    return new Found(row == null ? null : row.recoveryEmail());
                })
                .email();
    }

    /// Has its effect in the account if the proof is right. Where there is no password, none is to be proven.
    ///
    /// Refuses with PASSWORD_HASH_INVALID (a try is gone), SRP_ID_INVALID (no such challenge, or used),
    /// SRP_PASSWORD_CHANGED (since the challenge), and FLOOD_WAIT_X when the account or the address has
    /// seen too many wrong ones.
    <T> T proven(Asker asker, @Nullable SrpProof proof, Function<Change, T> effect) {
        if (!asker.isLoggedIn())
            addresses.require(AddressBudgets.Purpose.WRONG_PASSWORDS, asker.address(), PER_ADDRESS);
        Attempt attempt = attempt(asker, proof);
        Decided<T> decided =
                store.write(Partition.account(asker.user()), change -> decide(change, asker, attempt, effect));
        T result = decided.result();
        if (result != null) return result;
        if (decided.waitSeconds() > 0) throw RpcError.FLOOD_WAIT_X.refuse(decided.waitSeconds());
        if (!asker.isLoggedIn()) addresses.spend(AddressBudgets.Purpose.WRONG_PASSWORDS, asker.address(), PER_ADDRESS);
        throw RpcError.PASSWORD_HASH_INVALID.refuse();
    }

    private <T> Decided<T> decide(Change change, Asker asker, Attempt attempt, Function<Change, T> effect) {
        AccountPassword row = stored.find(change);
        if (row == null && !attempt.isProof()) return Decided.of(effect.apply(change));
        if (!attempt.isProof()) throw RpcError.PASSWORD_HASH_INVALID.refuse();
        if (row == null || row.generation() != attempt.generation()) throw RpcError.SRP_PASSWORD_CHANGED.refuse();
        PasswordBudget wrong = wrong(asker);
        int wait = wrong.waitSeconds(change, clock.instant());
        if (wait > 0) return new Decided<>(null, wait);
        if (attempt.isRight()) return Decided.of(effect.apply(change));
        wrong.spend(change, clock.instant());
        return new Decided<>(null, 0);
    }

    /// Uses the challenge up and computes whether its answer is right, outside of any commit.
    private Attempt attempt(Asker asker, @Nullable SrpProof proof) {
        if (proof == null) return new Attempt(false, 0, false);
        requireTries(asker);
        Integer generation = challenges.take(asker.key(), asker.user(), proof.srpId());
        if (generation == null) throw RpcError.SRP_ID_INVALID.refuse();
        AccountPassword row = store.read(Partition.account(asker.user()), stored::find);
        if (row == null || row.generation() != generation) throw RpcError.SRP_PASSWORD_CHANGED.refuse();
        BigInteger exponent = challenges.exponent(asker.key(), asker.user(), proof.srpId());
        byte[] expected = Srp.proof(stored.open(asker.user(), row), proof.a(), exponent);
        return new Attempt(true, generation, MessageDigest.isEqual(expected, proof.m1()));
    }

    /// A hint before the commit's own rule, so that guesses cost no computing once the tries are gone.
    private void requireTries(Asker asker) {
        int wait =
                store.read(Partition.account(asker.user()), view -> wrong(asker).waitSeconds(view, clock.instant()));
        if (wait > 0) throw RpcError.FLOOD_WAIT_X.refuse(wait);
    }

    private static PasswordBudget wrong(Asker asker) {
        return asker.isLoggedIn() ? PasswordBudget.WRONG_LOGGED_IN : PasswordBudget.WRONG_BEFORE_LOGIN;
    }

    private Challenge challenge(Asker asker, AccountPassword row) {
        Srp.Verifier verifier = stored.open(asker.user(), row);
        long srpId = challenges.ask(asker.key(), asker.user(), row.generation());
        BigInteger exponent = challenges.exponent(asker.key(), asker.user(), srpId);
        return new Challenge(verifier.salt1(), verifier.salt2(), Srp.publicValue(verifier.v(), exponent), srpId);
    }

    /// What a client is told about a password.
    ///
    /// @param challenge null where there is no password
    /// @param unconfirmedEmail the recovery e-mail that waits for its code
    /// @param resetDate when the password goes, in unix seconds
    /// @param loginEmail where login codes go instead of the telephone
    /// @param newSalt1 what the first salt of the next password must begin with
    /// @param newSalt2 the second salt of the next password
    public record State(
            @Nullable Challenge challenge,
            boolean hasRecovery,
            @Nullable String hint,
            @Nullable EmailAddress unconfirmedEmail,
            @Nullable Integer resetDate,
            @Nullable EmailAddress loginEmail,
            byte[] newSalt1,
            byte[] newSalt2) {}

    /// The password's salts, and a question to be answered once.
    public record Challenge(byte[] salt1, byte[] salt2, byte[] srpB, long srpId) {}

    private record Attempt(boolean isProof, int generation, boolean isRight) {}

    /// Null as the result: refused, for so many seconds, or as wrong where it is 0.
    private record Decided<T>(@Nullable T result, int waitSeconds) {
        static <T> Decided<T> of(T result) {
            return new Decided<>(Objects.requireNonNull(result), 0);
        }
    }

    private record Found(@Nullable String email) {}

    /// What one snapshot of an account says.
    private record Rowset(
            @Nullable AccountPassword password,
            int generation,
            @Nullable EmailAddress unconfirmed,
            @Nullable Integer resetDate,
            @Nullable EmailAddress loginEmail) {
        static Rowset of(View view, StoredPasswords stored, Clock clock) {
            AccountLoginEmail loginEmail = LoginEmails.present(view, clock);
            AccountPasswordUnconfirmed unconfirmed = Rows.PASSWORD_UNCONFIRMED.find(view);
            return new Rowset(
                    stored.find(view),
                    StoredPasswords.generation(view),
                    unconfirmed == null ? null : new EmailAddress(unconfirmed.address()),
                    StoredPasswords.resetDate(view),
                    loginEmail == null ? null : new EmailAddress(loginEmail.address()));
        }
    }
}
