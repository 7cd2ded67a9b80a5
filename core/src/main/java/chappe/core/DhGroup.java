package chappe.core;

import java.math.BigInteger;

/// The one Diffie-Hellman group that all clients know: the key exchange and the second factor both use it, with g = 3.
///
/// The prime is the one of Telegram's own servers: clients skip the primality test for it, and some accept no other.
/// Both it and (p - 1) / 2 are prime, and 3 generates the subgroup of prime order (p - 1) / 2, since p mod 3 = 2
/// ([checks](https://core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication)).
public final class DhGroup {
    public static final int G = 3;

    /// Bytes of every number of the group on the wire.
    public static final int SIZE = 256;

    public static final BigInteger PRIME = new BigInteger("""
            c71caeb9c6b1c9048e6c522f70f13f73980d40238e3e21c14934d037563d930f\
            48198a0aa7c14058229493d22530f4dbfa336f6e0ac925139543aed44cce7c37\
            20fd51f69458705ac68cd4fe6b6b13abdc9746512969328454f18faf8c595f64\
            2477fe96bb2a941d5bcd1d4ac8cc49880708fa9b378e3c4f3a9060bee67cf9a4\
            a4a695811051907e162753b56b0f6b410dba74d8a84b2a14b3144e0ef1284754\
            fd17ed950d5965b4b9dd46582db1178d169c6bc465b0d6ff9ca3928fef5b9ae4\
            e418fc15e83ebea0f87fa9ff5eed70050ded2849f47bf959d956850ce929851f\
            0d8115f635b105ee2e4e15d04b2454bf6f4fadf034b10403119cd8e3b92fcc5b""", 16);

    /// A group of 2048 bits is not weaker with exponents of at least 225 bits
    /// ([RFC 7919](https://www.rfc-editor.org/rfc/rfc7919#section-5.2)); the server's have 256 random bits below a
    /// leading one.
    public static final int SECRET_BITS = 256;

    /// A number of the group in its 256 bytes, zeros first where it is shorter.
    public static byte[] bytes(BigInteger number) {
        if (number.signum() < 0 || number.bitLength() > SIZE * 8)
            throw new IllegalArgumentException("not of the group");
        byte[] signed = number.toByteArray();
        byte[] bytes = new byte[SIZE];
        int length = Math.min(SIZE, signed.length);
        System.arraycopy(signed, signed.length - length, bytes, SIZE - length, length);
        return bytes;
    }

    private DhGroup() {}
}
