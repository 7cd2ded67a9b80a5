package chappe.server;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;

/// The server's RSA key: made at the first start, kept in the data folder, read at each start.
///
/// Clients are built with the public half, so a key that has been given out must never be replaced: a data folder
/// whose store is in use but whose key is missing is refused.
final class ServerKeys {
    private static final int BITS = 2048; // what clients expect: RSA_PAD is drawn for it

    /// PKCS#1 stands inside the SubjectPublicKeyInfo of a 2048-bit key behind 24 bytes: two sequences, the algorithm and
    /// the head of the bit string ([RFC 8017](https://www.rfc-editor.org/rfc/rfc8017) A.1.1).
    private static final int INFO_HEAD = 24;

    private ServerKeys() {}

    static RSAPrivateCrtKey open(DataFolder folder, SecureRandom random) {
        try {
            if (Files.exists(folder.privateKey())) return read(folder.privateKey());
            if (isUsed(folder.store())) {
                throw new StartFault(folder.privateKey() + " is missing, but " + folder.store()
                        + " is in use: put the key back, or no client can reach this server");
            }
            return generate(folder, random);
        } catch (IOException cannot) {
            throw new StartFault("cannot use the keys in " + folder.keys() + ": " + DataFolder.reason(cannot));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new StartFault(folder.privateKey() + " holds no RSA private key in PKCS#8 PEM form");
        }
    }

    static RSAPublicKey publicOf(RSAPrivateCrtKey key) {
        try {
            var half = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(half);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static RSAPrivateCrtKey read(Path file) throws IOException, GeneralSecurityException {
        String pem = Files.readString(file, StandardCharsets.US_ASCII);
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        var key = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        if (key.getModulus().bitLength() != BITS) throw new StartFault(file + " is not an RSA key of " + BITS + " bits");
        return key;
    }

    private static RSAPrivateCrtKey generate(DataFolder folder, SecureRandom random)
            throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(BITS, BigInteger.valueOf(65_537)), random);
        var key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        byte[] info = publicOf(key).getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(info, INFO_HEAD, info.length);
        Files.writeString(folder.publicKey(), pem("RSA PUBLIC KEY", pkcs1), StandardCharsets.US_ASCII);
        DataFolder.writeSecret(
                folder.privateKey(), pem("PRIVATE KEY", key.getEncoded()).getBytes(StandardCharsets.US_ASCII));
        return key;
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static boolean isUsed(Path store) throws IOException {
        try (var files = Files.list(store)) {
            return files.findAny().isPresent();
        }
    }
}
