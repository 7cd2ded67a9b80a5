package chappe.mtproto.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What two PEM files hold: the server's certificate with those that lead to a root, and its private key.
/// Immutable.
record TlsFiles(List<X509Certificate> chain, PrivateKey key) {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /// How each kind of key signs, to see whether it belongs to the certificate.
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    /// The bytes of both, to see whether they have changed.
    record Content(byte[] chain, byte[] key) {

        static Content read(Path chain, Path key) {
            return new Content(bytes(chain), bytes(key));
        }

        boolean isSame(Content other) {
            return Arrays.equals(chain, other.chain) && Arrays.equals(key, other.key);
        }

        private static byte[] bytes(Path file) {
            try {
                return Files.readAllBytes(file);
            } catch (IOException cannot) {
                throw new TlsFault(
                        "cannot read " + file + " (" + cannot.getClass().getSimpleName() + ")", cannot);
            }
        }
    }

    /// @throws TlsFault when the certificate or the key is none, or they do not belong together
    static TlsFiles parse(Content content) {
        List<X509Certificate> chain = certificates(content.chain());
        String algorithm = chain.getFirst().getPublicKey().getAlgorithm();
        PrivateKey key = key(content.key(), algorithm);
        if (!isPair(chain.getFirst(), key, algorithm)) throw new TlsFault("the key is not the certificate's");
        return new TlsFiles(chain, key);
    }

    private static List<X509Certificate> certificates(byte[] pem) {
        try {
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (chain.isEmpty()) throw new TlsFault("the file of certificates holds none");
            return chain;
        } catch (CertificateException wrong) {
            throw new TlsFault("the file of certificates holds something else: " + wrong.getMessage(), wrong);
        }
    }

    /// Never repeats what the file holds: it is secret.
    private static PrivateKey key(byte[] pem, String algorithm) {
        Matcher found = PKCS8.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!found.find())
            throw new TlsFault(
                    "the key must be PKCS#8 without a password: `openssl pkcs8 -topk8 -nocrypt` makes it so");
        try {
            byte[] der = Base64.getMimeDecoder().decode(found.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new TlsFault("the key is no " + algorithm + " key, as the certificate's is", wrong);
        }
    }

    private static boolean isPair(X509Certificate certificate, PrivateKey key, String algorithm) {
        String name = SIGNATURES.get(algorithm);
        if (name == null) throw new TlsFault("certificates with a key of " + algorithm + " are not supported");
        try {
            byte[] probe = certificate.getSerialNumber().toByteArray();
            Signature signing = Signature.getInstance(name);
            signing.initSign(key);
            signing.update(probe);
            byte[] signed = signing.sign();
            Signature checking = Signature.getInstance(name);
            checking.initVerify(certificate.getPublicKey());
            checking.update(probe);
            return checking.verify(signed);
        } catch (GeneralSecurityException wrong) {
            return false;
        }
    }
}
