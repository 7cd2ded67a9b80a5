package chappe.domain.account;

import chappe.testkit.Seed;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.random.RandomGenerator;

/// Randomness that a seed repeats, and user ids that a test may choose. Guarded by itself.
final class TurnedRandom implements RandomGenerator {
    private final RandomGenerator random;
    private final Queue<Long> chosen = new ArrayDeque<>();

    TurnedRandom(long seed) {
        this.random = Seed.of(seed);
    }

    /// The next number drawn from a range will be this one.
    synchronized void choose(long number) {
        chosen.add(number);
    }

    @Override
    public synchronized long nextLong() {
        return random.nextLong();
    }

    @Override
    public synchronized long nextLong(long origin, long bound) {
        Long number = chosen.poll();
        return number != null ? number : random.nextLong(origin, bound);
    }

    /// A source of codes that a seed repeats. Never for anything but tests.
    static SecureRandom secure(long seed) {
        RandomGenerator random = Seed.of(seed);
        return new SecureRandom() {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized void nextBytes(byte[] bytes) {
                random.nextBytes(bytes);
            }
        };
    }
}
