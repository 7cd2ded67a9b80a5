package chappe.store.seal;

import chappe.store.Partition;
import chappe.store.Store;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/// Seals secrets (AES-256-GCM, a Tink keyset) with a key that lies in a file of its own, apart from the store.
/// Immutable.
///
/// The first start makes the key file. The store keeps a sealed proof, so that a start or a restore with data and
/// without the right key file refuses instead of running with secrets that nobody can open.
public final class Vault {
    /// The vault's own partition: one row, the sealed proof.
    private static final Partition PROOF = Partition.server(-1);

    private static final byte[] PROOF_KEY = ascii("proof");
    private static final byte[] PROOF_TEXT = ascii("chappe vault");

    private final Aead aead;

    private Vault(Aead aead) {
        this.aead = aead;
    }

    /// Opens the vault of `store`; makes the key when both are new.
    ///
    /// @param keyFile readable by its owner only, as is its folder
    /// @throws VaultFault when the store was sealed and the key file is missing or another one
    public static Vault open(Path keyFile, Store store) {
        byte @Nullable [] proof = store.read(PROOF, view -> view.find(PROOF_KEY));
        if (!Files.exists(keyFile)) {
            if (proof != null) {
                throw new VaultFault(
                        keyFile + " is missing, and this store was sealed with it: put it back from the backup of the"
                                + " keys. Without it the logins in this store cannot be opened.",
                        null);
            }
            KeyFile.write(keyFile, generated());
        }
        Vault vault = of(KeyFile.read(keyFile));
        if (proof == null) vault.prove(store);
        else vault.check(keyFile, proof);
        return vault;
    }

    static Vault of(KeysetHandle keys) {
        try {
            return new Vault(keys.getPrimitive(AeadConfig2026.get(), Aead.class));
        } catch (GeneralSecurityException broken) {
            throw new VaultFault("the keyset cannot be used", broken);
        }
    }

    /// Leaves a proof in the store that it was sealed with this vault's newest key.
    void prove(Store store) {
        byte[] made = seal(PROOF_TEXT, PROOF_KEY);
        store.write(PROOF, change -> {
            change.put(PROOF_KEY, made);
            return made.length;
        });
    }

    /// @param associated what the bytes belong to, such as their key's id; not stored, needed again to open
    public byte[] seal(byte[] plain, byte[] associated) {
        try {
            return aead.encrypt(plain, associated);
        } catch (GeneralSecurityException broken) {
            throw new VaultFault("cannot seal", broken);
        }
    }

    /// The inverse of [#seal].
    ///
    /// @throws VaultFault when the bytes were changed, or were sealed by another key or for something else
    public byte[] open(byte[] sealed, byte[] associated) {
        try {
            return aead.decrypt(sealed, associated);
        } catch (GeneralSecurityException broken) {
            throw new VaultFault("cannot open what was sealed", broken);
        }
    }

    private void check(Path keyFile, byte[] proof) {
        try {
            open(proof, PROOF_KEY);
        } catch (VaultFault another) {
            throw new VaultFault(keyFile + " is not the key that this store was sealed with", another);
        }
    }

    private static KeysetHandle generated() {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
        } catch (GeneralSecurityException broken) {
            throw new VaultFault("cannot make a key", broken);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
