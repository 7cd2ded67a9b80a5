package chappe.server;

import chappe.mtproto.crypto.Rsa;
import chappe.mtproto.crypto.RsaKeyPem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;

/// The server's RSA key: made at the first start, kept in the data folder, read at each start.
///
/// Clients are built with the public half, so a key that has been given out must never be replaced: a data folder
/// whose store is in use but whose keys are missing is refused.
final class ServerKeys {

    private ServerKeys() {}

    static KeyPair open(DataFolder folder, SecureRandom random) {
        try {
            if (isUsed(folder.store())) requireAll(folder);
            return Files.exists(folder.privateKey()) ? read(folder.privateKey()) : generate(folder, random);
        } catch (IOException cannot) {
            throw new StartFault("cannot use the keys in " + folder.keys() + ": " + DataFolder.reason(cannot));
        }
    }

    private static KeyPair read(Path file) throws IOException {
        String pem = Files.readString(file, StandardCharsets.US_ASCII);
        try {
            return RsaKeyPem.parsePrivate(pem);
        } catch (IllegalArgumentException wrong) {
            throw new StartFault(file + " holds no RSA private key of " + Rsa.KEY_BITS + " bits in PKCS#1 PEM form");
        }
    }

    private static KeyPair generate(DataFolder folder, SecureRandom random) throws IOException {
        KeyPair pair = Rsa.generate(random);
        String secret = RsaKeyPem.format((RSAPrivateCrtKey) pair.getPrivate());
        Files.writeString(folder.publicKey(), RsaKeyPem.format((RSAPublicKey) pair.getPublic()));
        DataFolder.writeSecret(folder.privateKey(), secret.getBytes(StandardCharsets.US_ASCII));
        return pair;
    }

    /// A store without its keys is noise: new ones would only hide that.
    private static void requireAll(DataFolder folder) {
        for (Path file : List.of(folder.privateKey(), folder.sealingKeys(), folder.serverSecret())) {
            if (!Files.exists(file)) {
                throw new StartFault(file + " is missing, but " + folder.store()
                        + " is in use: put the key back, it cannot be replaced");
            }
        }
    }

    private static boolean isUsed(Path store) throws IOException {
        try (var files = Files.list(store)) {
            return files.findAny().isPresent();
        }
    }
}
