package chappe.domain.account;

import chappe.core.DhGroup;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The server's side of the second factor's proof, as [SRP](https://core.telegram.org/api/srp) writes it.
///
/// The server holds `v = g^x`; the costly derivation of `x` from the password is the client's. Numbers are hashed in
/// their 256 bytes. Pure functions, thread-safe.
final class Srp {
    private static final BigInteger P = DhGroup.PRIME;
    private static final BigInteger G = BigInteger.valueOf(DhGroup.G);
    private static final BigInteger K = new BigInteger(1, hash(DhGroup.bytes(P), DhGroup.bytes(G)));
    private static final byte[] GROUP_HASH = xor(hash(DhGroup.bytes(P)), hash(DhGroup.bytes(G)));

    /// `g_b`, which the client sees as `srp_B`.
    static byte[] publicValue(BigInteger verifier, BigInteger secret) {
        return DhGroup.bytes(K.multiply(verifier).add(G.modPow(secret, P)).mod(P));
    }

    /// `M1` as a client that knows the password computes it.
    ///
    /// @param a the client's public value, within 0 < a < p
    static byte[] proof(Verifier verifier, BigInteger a, BigInteger secret) {
        byte[] gA = DhGroup.bytes(a);
        byte[] gB = publicValue(verifier.v(), secret);
        var u = new BigInteger(1, hash(gA, gB));
        BigInteger shared = a.multiply(verifier.v().modPow(u, P)).mod(P).modPow(secret, P);
        return hash(GROUP_HASH, hash(verifier.salt1()), hash(verifier.salt2()), gA, gB, hash(DhGroup.bytes(shared)));
    }

    /// Whether a verifier can be one: 1 < v < p - 1.
    static boolean isGood(BigInteger verifier) {
        return verifier.compareTo(BigInteger.ONE) > 0 && verifier.compareTo(P.subtract(BigInteger.ONE)) < 0;
    }

    private static byte[] hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) digest.update(part);
            return digest.digest();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has SHA-256
        }
    }

    private static byte[] xor(byte[] one, byte[] other) {
        for (int i = 0; i < one.length; i++) one[i] ^= other[i];
        return one;
    }

    /// What the server keeps of a password, opened. Secret: never logged.
    record Verifier(byte[] salt1, byte[] salt2, BigInteger v) {
        @Override
        public String toString() {
            return "Verifier";
        }
    }

    private Srp() {}
}
