package chappe.mtproto.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;

/// The proof of work of the key exchange: a server multiplies two primes, a client takes them apart.
///
/// @param p the smaller one
public record Factorization(long p, long q) {
    private static final int PRIME_BITS = 31;
    private static final int ATTEMPTS = 20;
    private static final int BATCH = 128;

    public Factorization {
        if (p < 2 || q < p) throw new IllegalArgumentException("no factors in order");
    }

    /// Two different random primes of 31 bits, so that `pq` takes eight bytes and its factors four each.
    public static Factorization random(SecureRandom random) {
        long one = BigInteger.probablePrime(PRIME_BITS, random).longValueExact();
        long other = one;
        while (other == one)
            other = BigInteger.probablePrime(PRIME_BITS, random).longValueExact();
        return new Factorization(Math.min(one, other), Math.max(one, other));
    }

    /// Takes a product of two primes below 2^63 apart, by Pollard's rho.
    ///
    /// @throws CipherFault when it is even, too small, or has no factors that are found
    public static Factorization of(long pq) {
        if (pq < 9 || pq % 2 == 0) throw new CipherFault();
        var montgomery = new Montgomery(pq);
        for (int c = 1; c <= ATTEMPTS; c++) {
            long factor = rho(montgomery, pq, c);
            if (factor > 1 && factor < pq)
                return new Factorization(Math.min(factor, pq / factor), Math.max(factor, pq / factor));
        }
        throw new CipherFault();
    }

    public long pq() {
        return p * q;
    }

    /// Brent's variant: the differences of a batch are multiplied and tested by one gcd; a batch that overshot is
    /// walked again.
    private static long rho(Montgomery field, long n, int c) {
        long slow;
        long fast = 2;
        long product = 1;
        long divisor = 1;
        long batchStart = fast;
        long stepsMax = 1L << ((64 - Long.numberOfLeadingZeros(n)) / 4 + 6); // far beyond the expected n^(1/4)
        slow = fast;
        for (long length = 1; divisor == 1 && length < stepsMax; length *= 2) {
            slow = fast;
            for (long i = 0; i < length; i++) fast = step(field, fast, c, n);
            for (long done = 0; done < length && divisor == 1; done += BATCH) {
                batchStart = fast;
                for (long i = 0; i < Math.min(BATCH, length - done); i++) {
                    fast = step(field, fast, c, n);
                    product = field.multiply(product, Math.abs(slow - fast));
                }
                divisor = gcd(product, n);
            }
        }
        if (divisor != n) return divisor;
        do {
            batchStart = step(field, batchStart, c, n);
            divisor = gcd(Math.abs(slow - batchStart), n);
        } while (divisor == 1);
        return divisor;
    }

    private static long step(Montgomery field, long x, int c, long n) {
        long next = field.multiply(x, x) + c;
        return Long.compareUnsigned(next, n) >= 0 ? next - n : next;
    }

    private static long gcd(long a, long b) {
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    /// Multiplication modulo an odd number below 2^63, without division; factors of R stay inside, since the walk
    /// does not mind.
    private record Montgomery(long modulus, long inverse) {

        Montgomery(long modulus) {
            this(modulus, negativeInverse(modulus));
        }

        long multiply(long a, long b) {
            long low = a * b;
            long reduced = low * inverse;
            long high =
                    Math.unsignedMultiplyHigh(a, b) + Math.unsignedMultiplyHigh(reduced, modulus) + (low != 0 ? 1 : 0);
            return Long.compareUnsigned(high, modulus) >= 0 ? high - modulus : high;
        }

        private static long negativeInverse(long modulus) {
            long inverse = modulus; // right in the lowest 3 bits; each round doubles that
            for (int i = 0; i < 5; i++) inverse *= 2 - modulus * inverse;
            return -inverse;
        }
    }
}
