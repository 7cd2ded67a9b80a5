package chappe.mtproto.crypto;

import chappe.core.DhGroup;
import java.math.BigInteger;
import java.security.SecureRandom;

/// Diffie-Hellman in the [group][DhGroup] that all clients know.
public final class DiffieHellman {
    /// What a public value must keep from both ends of the range, so that it was not chosen to give its secret away
    /// ([validation](https://core.telegram.org/mtproto/security_guidelines#g-a-and-g-b-validation)).
    private static final BigInteger MARGIN = BigInteger.ONE.shiftLeft(DhGroup.SIZE * 8 - 64);

    private static final BigInteger G_NUMBER = BigInteger.valueOf(DhGroup.G);

    /// A fresh secret exponent. All have one length, so that the time of a power does not tell it.
    public static BigInteger secret(SecureRandom random) {
        return new BigInteger(DhGroup.SECRET_BITS, random).setBit(DhGroup.SECRET_BITS);
    }

    /// `g_a` or `g_b` of a secret.
    public static BigInteger publicValue(BigInteger secret) {
        return G_NUMBER.modPow(secret, DhGroup.PRIME);
    }

    /// Whether the other side's value may be used: 2^1984 <= value <= p - 2^1984, which is within 1 < value < p - 1.
    public static boolean isGood(BigInteger value) {
        return value.compareTo(MARGIN) >= 0 && value.compareTo(DhGroup.PRIME.subtract(MARGIN)) <= 0;
    }

    /// The 256 bytes of the shared number, zeros first where it is shorter.
    public static byte[] sharedKey(BigInteger other, BigInteger secret) {
        return DhGroup.bytes(other.modPow(secret, DhGroup.PRIME));
    }

    private DiffieHellman() {}
}
