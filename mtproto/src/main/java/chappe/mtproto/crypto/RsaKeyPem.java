package chappe.mtproto.crypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// RSA keys as PKCS#1 PEM ([RFC 8017, A.1](https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1)), the form
/// that clients take a server's public key in.
public final class RsaKeyPem {
    private static final String PUBLIC = "RSA PUBLIC KEY";
    private static final String PRIVATE = "RSA PRIVATE KEY";
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

    /// The public form, which clients are given.
    public static String format(RSAPublicKey key) {
        return armoured(PUBLIC, sequence(key.getModulus(), key.getPublicExponent()));
    }

    /// The private form: a secret, for a file that only the server may read.
    public static String format(RSAPrivateCrtKey key) {
        return armoured(
                PRIVATE,
                sequence(
                        BigInteger.ZERO,
                        key.getModulus(),
                        key.getPublicExponent(),
                        key.getPrivateExponent(),
                        key.getPrimeP(),
                        key.getPrimeQ(),
                        key.getPrimeExponentP(),
                        key.getPrimeExponentQ(),
                        key.getCrtCoefficient()));
    }

    /// Reads a public key.
    ///
    /// @throws IllegalArgumentException when it is no PKCS#1 public key of 2048 bits
    public static RSAPublicKey parsePublic(String pem) {
        List<BigInteger> numbers = integers(content(PUBLIC, pem), 2);
        return publicKey(numbers.get(0), numbers.get(1));
    }

    /// Reads a private key.
    ///
    /// @return both halves: a private key in this form carries the public one
    /// @throws IllegalArgumentException when it is no PKCS#1 private key of 2048 bits
    public static KeyPair parsePrivate(String pem) {
        List<BigInteger> numbers = integers(content(PRIVATE, pem), 9);
        if (numbers.getFirst().signum() != 0) throw new IllegalArgumentException("not a two-prime key");
        var spec = new RSAPrivateCrtKeySpec(
                numbers.get(1),
                numbers.get(2),
                numbers.get(3),
                numbers.get(4),
                numbers.get(5),
                numbers.get(6),
                numbers.get(7),
                numbers.get(8));
        try {
            var publicKey = publicKey(spec.getModulus(), spec.getPublicExponent());
            return new KeyPair(publicKey, KeyFactory.getInstance("RSA").generatePrivate(spec));
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("no RSA private key", refused);
        }
    }

    private static RSAPublicKey publicKey(BigInteger modulus, BigInteger exponent) {
        if (modulus.bitLength() != Rsa.KEY_BITS) throw new IllegalArgumentException("not a key of 2048 bits");
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException refused) {
            throw new IllegalArgumentException("no RSA public key", refused);
        }
    }

    private static String armoured(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static byte[] content(String label, String pem) {
        String begin = "-----BEGIN " + label + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) throw new IllegalArgumentException("no " + label + " in PEM");
        String body = pem.substring(from + begin.length(), to).replaceAll("\\s", "");
        return Base64.getDecoder().decode(body.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sequence(BigInteger... numbers) {
        var body = new ByteArrayOutputStream();
        for (BigInteger number : numbers) element(body, INTEGER, number.toByteArray());
        var whole = new ByteArrayOutputStream();
        element(whole, SEQUENCE, body.toByteArray());
        return whole.toByteArray();
    }

    private static void element(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            byte[] length = Numbers.toBytes(content.length);
            out.write(0x80 | length.length);
            out.writeBytes(length);
        }
        out.writeBytes(content);
    }

    private static List<BigInteger> integers(byte[] der, int count) {
        var in = new Der(der);
        if (in.enter(SEQUENCE) != der.length) throw new IllegalArgumentException("not one DER sequence");
        List<BigInteger> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int end = in.enter(INTEGER);
            if (end == in.position) throw new IllegalArgumentException("empty DER integer");
            numbers.add(new BigInteger(der, in.position, end - in.position));
            in.position = end;
        }
        if (in.position != der.length) throw new IllegalArgumentException("more in the key than expected");
        return numbers;
    }

    /// A position in DER bytes. Confined to one call.
    private static final class Der {
        private final byte[] bytes;
        private int position;

        Der(byte[] bytes) {
            this.bytes = bytes;
        }

        /// Steps over a tag and its length; returns where its content ends.
        int enter(int tag) {
            if (next() != tag) throw new IllegalArgumentException("not the DER expected");
            int length = next();
            if (length >= 0x80) {
                int size = length & 0x7f;
                if (size < 1 || size > 3) throw new IllegalArgumentException("DER length out of range");
                length = 0;
                for (int i = 0; i < size; i++) length = length << 8 | next();
            }
            if (length > bytes.length - position) throw new IllegalArgumentException("DER ends early");
            return position + length;
        }

        private int next() {
            if (position == bytes.length) throw new IllegalArgumentException("DER ends early");
            return bytes[position++] & 0xff;
        }
    }

    private RsaKeyPem() {}
}
