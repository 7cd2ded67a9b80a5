package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.DhGroup;
import chappe.core.LoginLimits;
import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.Table;
import chappe.store.View.Order;
import chappe.store.record.AuthKeySrpChallenge;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The questions that proofs of a password answer: each is for one key, one user and one password, and serves once.
///
/// They lie with the key, so that nobody else can push them out. The secret exponent of each derives from the server's
/// secret; the store holds nothing that helps to find a password.
final class SrpChallenges {
    private final Store store;
    private final Clock clock;
    private final SecureRandom random;
    private final ServerSecret secret;

    SrpChallenges(Store store, Clock clock, SecureRandom random, ServerSecret secret) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.secret = secret;
    }

    /// A new `srp_id`. Of too many under one key the oldest gives way.
    long ask(AuthKeyId key, UserId user, int generation) {
        long srpId = random.nextLong();
        int expires = now() + (int) LoginLimits.SRP_CHALLENGE_KEPT.toSeconds();
        store.write(Partition.authKey(key), change -> {
            forgetOld(change);
            Rows.SRP_CHALLENGES.put(change, srpId, new AuthKeySrpChallenge(user.value(), generation, expires));
            return true;
        });
        return srpId;
    }

    /// Uses a challenge up.
    ///
    /// @return the generation of the password that was asked for; null when there is no such challenge for this
    /// user
    @Nullable
    Integer take(AuthKeyId key, UserId user, long srpId) {
        return store.write(Partition.authKey(key), change -> {
            AuthKeySrpChallenge challenge = Rows.SRP_CHALLENGES.find(change, srpId);
            if (challenge == null || challenge.userId() != user.value()) return null;
            Rows.SRP_CHALLENGES.delete(change, srpId);
            return challenge.expires() <= now() ? null : challenge.generation();
        });
    }

    /// The secret exponent `b`: 256 bits below a leading one.
    BigInteger exponent(AuthKeyId key, UserId user, long srpId) {
        byte[] name = ByteBuffer.allocate(24)
                .putLong(key.value())
                .putLong(user.value())
                .putLong(srpId)
                .array();
        return new BigInteger(1, secret.mac("srp b", name)).setBit(DhGroup.SECRET_BITS);
    }

    private void forgetOld(Change change) {
        List<Table.Entry<Long, AuthKeySrpChallenge>> kept =
                Rows.SRP_CHALLENGES.scan(change, LoginLimits.SRP_CHALLENGES_MAX, Order.ASCENDING);
        for (var each : kept) {
            if (each.value().expires() <= now()) Rows.SRP_CHALLENGES.delete(change, each.key());
        }
        if (kept.size() < LoginLimits.SRP_CHALLENGES_MAX) return;
        kept.stream()
                .min(Comparator.comparingInt(each -> each.value().expires()))
                .ifPresent(oldest -> Rows.SRP_CHALLENGES.delete(change, oldest.key()));
    }

    private int now() {
        return (int) clock.instant().getEpochSecond();
    }
}
