package chappe.store.seal;

import chappe.store.Store;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/// The change of a vault's key: a new one seals from now on, whoever keeps sealed values seals each again, and then
/// the old one goes.
///
/// While it lasts the key file holds both, so that a server that starts in between opens everything; a rotation that
/// was broken off goes on with the new key that it made. For a store that nobody else writes.
public final class VaultRotation {
    private static final int PREFIX_SIZE = 5; // Tink's: one byte of version, four of the key's id

    private final Path keyFile;
    private final Store store;
    private final KeysetHandle keys;
    private final Vault vault;

    private VaultRotation(Path keyFile, Store store, KeysetHandle keys, Vault vault) {
        this.keyFile = keyFile;
        this.store = store;
        this.keys = keys;
        this.vault = vault;
    }

    /// Begins one, or goes on with the one that was broken off.
    ///
    /// @throws VaultFault when the key file is not that of the store
    public static VaultRotation begin(Path keyFile, Store store) {
        Vault.open(keyFile, store); // refuses another store's keys before anything is changed
        KeysetHandle keys = KeyFile.read(keyFile);
        if (keys.size() == 1) {
            keys = withNewKey(keys);
            KeyFile.write(keyFile, keys);
        }
        return new VaultRotation(keyFile, store, keys, Vault.of(keys));
    }

    /// Opens what either key sealed, and seals with the new one.
    public Vault vault() {
        return vault;
    }

    /// Whether a value was sealed by a key that goes.
    public boolean isOld(byte[] sealed) {
        return sealed.length < PREFIX_SIZE
                || ByteBuffer.wrap(sealed, 1, PREFIX_SIZE - 1).getInt()
                        != keys.getPrimary().getId();
    }

    /// Ends it: the old key is gone. To be called when no value that it sealed is left.
    public void finish() {
        vault.prove(store);
        try {
            KeysetHandle.Entry primary = keys.getPrimary();
            KeyFile.write(
                    keyFile,
                    KeysetHandle.newBuilder()
                            .addEntry(KeysetHandle.importKey(primary.getKey())
                                    .withFixedId(primary.getId())
                                    .makePrimary())
                            .setConfiguration(AeadConfig2026.get())
                            .build());
        } catch (GeneralSecurityException broken) {
            throw new VaultFault("cannot take the old key out", broken);
        }
    }

    private static KeysetHandle withNewKey(KeysetHandle keys) {
        try {
            return KeysetHandle.newBuilder(keys)
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .setConfiguration(AeadConfig2026.get())
                    .build();
        } catch (GeneralSecurityException broken) {
            throw new VaultFault("cannot make a new key", broken);
        }
    }
}
