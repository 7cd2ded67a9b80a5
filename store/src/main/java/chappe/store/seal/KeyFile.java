package chappe.store.seal;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;

/// The file of a vault's keyset, which only its owner may read.
final class KeyFile {

    static KeysetHandle read(Path file) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(
                    Files.readString(file), AeadConfig2026.get(), InsecureSecretKeyAccess.get());
        } catch (IOException | GeneralSecurityException broken) {
            throw new VaultFault(file + " cannot be read as a keyset", broken);
        }
    }

    /// Written aside, synced and moved, so that a crash leaves no half of a key.
    static void write(Path file, KeysetHandle keys) {
        Path aside = file.toAbsolutePath().resolveSibling(file.getFileName() + ".new");
        Path folder = aside.resolveSibling("");
        try {
            String text = TinkJsonProtoKeysetFormat.serializeKeyset(
                    keys, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
            Files.createDirectories(folder, mode("rwx------"));
            Files.deleteIfExists(aside);
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (var out = FileChannel.open(aside, options, mode("rw-------"))) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) out.write(bytes);
                out.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            try (var changed = FileChannel.open(folder, StandardOpenOption.READ)) {
                changed.force(true);
            }
        } catch (IOException | GeneralSecurityException broken) {
            throw new VaultFault("cannot write the key file " + file, broken);
        }
    }

    private static FileAttribute<?> mode(String rights) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
    }

    private KeyFile() {}
}
