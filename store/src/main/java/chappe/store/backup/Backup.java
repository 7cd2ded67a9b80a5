package chappe.store.backup;

import chappe.core.tl.Schema;
import chappe.store.StoreFault;
import chappe.store.embedded.RocksSettings;
import chappe.store.embedded.RocksStore;
import chappe.store.post.PostOffice;
import chappe.store.seal.Vault;
import chappe.store.seal.VaultFault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes a consistent copy of a running store, and makes a store of a copy (rule R12). Stateless.
///
/// ```
/// <backup>/
/// ├─ store/     a RocksDB checkpoint: opens like any store
/// ├─ keys/      the key folder, when it was asked to be included
/// └─ README     when it was not: says that the keys are needed
/// ```
public final class Backup {
    private static final String STORE = "store";
    private static final String KEYS = "keys";

    /// Where a server keeps what a backup is of.
    ///
    /// @param store the store's folder
    /// @param keys the key folder
    /// @param keyFile the vault's file in the key folder
    public record Places(Path store, Path keys, Path keyFile) {
        public Places {
            if (!keyFile.toAbsolutePath().startsWith(keys.toAbsolutePath())) {
                throw new IllegalArgumentException(keyFile + " is not in " + keys);
            }
        }
    }

    /// Copies a running store to `target`, which must not exist. Delivery pauses for the moment of the mark; sends go
    /// on.
    ///
    /// @param keys the key folder to include, or null to leave it out: then the restore needs it from elsewhere
    public static void take(RocksStore store, PostOffice office, Path target, @Nullable Path keys)
            throws InterruptedException {
        if (Files.exists(target)) throw new BackupFault(target + " exists: a backup goes to a folder of its own", null);
        try {
            Files.createDirectories(
                    target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            office.pauseWhile(() -> store.checkpoint(target.resolve(STORE)));
            if (keys == null) {
                Files.writeString(
                        target.resolve("README"),
                        "This backup does not hold the key folder. A restore needs the keys that the server had.\n");
            } else {
                copy(keys, target.resolve(KEYS));
            }
        } catch (IOException | StoreFault broken) {
            throw new BackupFault("the backup to " + target + " failed: " + broken, broken);
        }
    }

    /// Makes a store of a backup, checks all of it, and starts a new epoch.
    ///
    /// The keys come from the backup, or lie in `to` already; without them, or with others, the restore refuses and
    /// leaves `to` as it was.
    ///
    /// @return the number of the new epoch
    public static long restore(Path from, Places to, Schema schema, RocksSettings settings) {
        if (!Files.isDirectory(from.resolve(STORE))) throw new BackupFault(from + " holds no backup", null);
        if (isInUse(to.store)) throw new BackupFault(to.store + " holds a store: restore into an empty folder", null);
        boolean bringsKeys = Files.isDirectory(from.resolve(KEYS));
        if (!bringsKeys && !Files.exists(to.keyFile)) {
            throw new BackupFault(
                    "this backup does not hold the keys, and " + to.keyFile
                            + " is missing: put the key folder back first",
                    null);
        }
        if (bringsKeys && isInUse(to.keys)) {
            throw new BackupFault(to.keys + " holds keys and so does the backup: move one of them away", null);
        }
        Path aside = to.store.resolveSibling(to.store.getFileName() + ".restoring");
        try {
            delete(aside);
            copy(from.resolve(STORE), aside);
            Path keys = bringsKeys ? from.resolve(KEYS) : to.keys;
            long epoch = check(aside, keys.resolve(to.keys.relativize(to.keyFile)), schema, settings);
            if (bringsKeys) copy(keys, to.keys);
            Files.deleteIfExists(to.store);
            Files.move(aside, to.store, StandardCopyOption.ATOMIC_MOVE);
            return epoch;
        } catch (IOException | StoreFault | VaultFault broken) {
            throw new BackupFault("the restore from " + from + " failed: " + broken, broken);
        }
    }

    private static long check(Path folder, Path keyFile, Schema schema, RocksSettings settings) {
        try (var store = new RocksStore(folder, schema, settings)) {
            store.verify();
            if (!Files.exists(keyFile)) throw new BackupFault(keyFile + " is missing in the backup", null);
            Vault.open(keyFile, store);
            return store.startEpoch();
        }
    }

    private static boolean isInUse(Path folder) {
        if (!Files.exists(folder)) return false;
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isPresent();
        } catch (IOException broken) {
            throw new BackupFault("cannot read " + folder, broken);
        }
    }

    /// Copies a folder with its rights, and syncs every file: the original may be thrown away afterwards.
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().resolveSibling(""));
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path copied = Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
                try (var file = FileChannel.open(copied, StandardOpenOption.READ)) {
                    file.force(true);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }

    private Backup() {}
}
