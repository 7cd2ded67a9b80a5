package chappe.server;

import chappe.domain.account.KeySealing;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/// Seals what may lie in the store only encrypted, with a key set of [Tink](https://developers.google.com/tink) that
/// lives beside the server's other keys, and so apart from the store.
///
/// A key set holds several keys: sealing takes the newest, opening finds the one that sealed. Immutable, thread-safe.
final class AtRestSealing implements KeySealing {
    private final Aead aead;

    private AtRestSealing(Aead aead) {
        this.aead = aead;
    }

    /// Reads the key set; makes it where there is none, which [ServerKeys] allows at the first start only.
    static AtRestSealing open(Path file) throws IOException {
        try {
            KeysetHandle keys = Files.exists(file) ? read(file) : generate(file);
            return new AtRestSealing(keys.getPrimitive(AeadConfig2026.get(), Aead.class));
        } catch (GeneralSecurityException wrong) {
            throw new StartFault(file + " holds no key set of Tink: " + wrong.getMessage());
        }
    }

    @Override
    public byte[] seal(byte[] plain, byte[] context) {
        try {
            return aead.encrypt(plain, context);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
        try {
            return aead.decrypt(sealed, context);
        } catch (GeneralSecurityException foreign) {
            throw new IllegalStateException("not sealed by this server's keys, or for another row", foreign);
        }
    }

    private static KeysetHandle read(Path file) throws IOException, GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(
                Files.readString(file, StandardCharsets.UTF_8), AeadConfig2026.get(), InsecureSecretKeyAccess.get());
    }

    private static KeysetHandle generate(Path file) throws IOException, GeneralSecurityException {
        KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
        String json =
                TinkJsonProtoKeysetFormat.serializeKeyset(keys, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
        DataFolder.writeSecret(file, json.getBytes(StandardCharsets.UTF_8));
        return keys;
    }
}
