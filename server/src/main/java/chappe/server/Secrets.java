package chappe.server;

import chappe.domain.account.ServerSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;

/// What the keys folder holds beside the vault's key: the RSA key that clients know, and the secret from which access
/// hashes, salts and the stored forms of codes derive. Without them a store is of no use.
record Secrets(KeyPair rsa, ServerSecret secret) {

    /// Reads them; makes them at the first start, when the store is empty too.
    static Secrets open(DataFolder folder, SecureRandom random) {
        try {
            return new Secrets(ServerKeys.open(folder, random), secret(folder.serverSecret(), random));
        } catch (IOException cannot) {
            throw new StartFault("cannot use the keys in " + folder.keys() + ": " + DataFolder.reason(cannot));
        }
    }

    private static ServerSecret secret(Path file, SecureRandom random) throws IOException {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[ServerSecret.SIZE_BYTES];
            random.nextBytes(fresh);
            DataFolder.writeSecret(file, fresh);
        }
        byte[] value = Files.readAllBytes(file);
        if (value.length != ServerSecret.SIZE_BYTES) {
            throw new StartFault(file + " must have " + ServerSecret.SIZE_BYTES + " bytes, not " + value.length);
        }
        return new ServerSecret(value);
    }
}
