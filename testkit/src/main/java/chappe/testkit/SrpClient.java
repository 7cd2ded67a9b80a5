package chappe.testkit;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The client's side of a password's proof, written from the formulas of
/// [SRP](https://core.telegram.org/api/srp) and from nothing of the server's. One password; confined to a test's
/// thread, since it remembers what it derived.
public final class SrpClient {
    private static final int SIZE = 256;
    private static final int ROUNDS = 100_000;

    private final byte[] password;
    private final SecureRandom random;
    private final Map<String, BigInteger> derived = new HashMap<>();

    public SrpClient(String password, SecureRandom random) {
        this.password = password.getBytes(StandardCharsets.UTF_8);
        this.random = random;
    }

    /// The server's `salt1` with 32 random bytes behind it.
    public byte[] extended(byte[] salt1) {
        byte[] tail = new byte[32];
        random.nextBytes(tail);
        return concat(salt1, tail);
    }

    /// `new_password_hash`: v = g^x mod p.
    public byte[] verifier(byte[] salt1, byte[] salt2, int g, byte[] p) {
        return pad(BigInteger.valueOf(g).modPow(x(salt1, salt2), number(p)));
    }

    /// Answers a challenge.
    public Answer answer(byte[] salt1, byte[] salt2, int gInt, byte[] pBytes, byte[] srpB) {
        BigInteger p = number(pBytes);
        BigInteger g = BigInteger.valueOf(gInt);
        BigInteger a = new BigInteger(SIZE * 8, random);
        BigInteger gA = g.modPow(a, p);
        BigInteger gB = number(srpB);
        BigInteger k = number(hash(concat(pad(p), pad(g))));
        BigInteger u = number(hash(concat(pad(gA), pad(gB))));
        BigInteger x = x(salt1, salt2);
        BigInteger kV = k.multiply(g.modPow(x, p)).mod(p);
        BigInteger t = gB.subtract(kV).mod(p);
        byte[] kA = hash(pad(t.modPow(a.add(u.multiply(x)), p)));
        byte[] groups = xor(hash(pad(p)), hash(pad(g)));
        byte[] m1 = hash(concat(groups, hash(salt1), hash(salt2), pad(gA), pad(gB), kA));
        return new Answer(pad(gA), m1);
    }

    /// x := PH2(password, salt1, salt2), where
    /// PH1 := SH(SH(password, salt1), salt2), PH2 := SH(pbkdf2(sha512, PH1, salt1, 100000), salt2),
    /// SH(data, salt) := H(salt | data | salt).
    private BigInteger x(byte[] salt1, byte[] salt2) {
        String salts = HexFormat.of().formatHex(concat(salt1, salt2));
        return derived.computeIfAbsent(salts, unknown -> derive(salt1, salt2));
    }

    private BigInteger derive(byte[] salt1, byte[] salt2) {
        byte[] ph1 = saltedHash(saltedHash(password, salt1), salt2);
        return number(saltedHash(pbkdf2(ph1, salt1), salt2));
    }

    private static byte[] saltedHash(byte[] data, byte[] salt) {
        return hash(concat(salt, data, salt));
    }

    /// PBKDF2 with HMAC-SHA-512 and one block of output; the JDK's own takes no password of arbitrary bytes.
    private static byte[] pbkdf2(byte[] password, byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(password, "HmacSHA512"));
            byte[] block = mac.doFinal(concat(salt, new byte[] {0, 0, 0, 1}));
            byte[] sum = block.clone();
            for (int round = 1; round < ROUNDS; round++) {
                block = mac.doFinal(block);
                xor(sum, block);
            }
            return sum;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] hash(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] concat(byte[]... parts) {
        int size = 0;
        for (byte[] part : parts) size += part.length;
        byte[] whole = new byte[size];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    private static byte[] xor(byte[] one, byte[] other) {
        for (int i = 0; i < one.length; i++) one[i] ^= other[i];
        return one;
    }

    private static BigInteger number(byte[] bytes) {
        return new BigInteger(1, bytes);
    }

    private static byte[] pad(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[SIZE];
        int length = Math.min(SIZE, bytes.length);
        System.arraycopy(bytes, bytes.length - length, padded, SIZE - length, length);
        return padded;
    }

    /// The client's public value and its proof.
    public record Answer(byte[] a, byte[] m1) {}
}
