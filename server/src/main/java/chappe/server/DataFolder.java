package chappe.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder that holds everything the server must not lose, held by one process at a time.
///
///     data/
///       keys/             0700
///         server-rsa.pem      0600  the private key of the key exchange
///         server-rsa.pub.pem        its public half, PKCS#1: what clients need
///         at-rest.json        0600  the key set that seals rows of the store
///         server-secret       0600  32 bytes: access hashes, salts and the stored forms of codes derive from them
///       store/                  the embedded store
///       files/                  what users upload
///       login-codes.log   0600  one line a code: ISO time, phone, code
///       admin.sock        0600  requests of `./chappe backup` to the running server
///       lock                    held while a process uses the folder; its number stands inside
///
/// Immutable but for the lock, which [#close] gives back.
final class DataFolder implements AutoCloseable {
    static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path root;
    private final FileChannel channel;

    private DataFolder(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /// Makes the folder and what belongs inside where it is missing, and locks it.
    static DataFolder open(Path data) {
        DataFolder folder = openBare(data);
        try {
            createFolder(folder.keys());
            createFolder(folder.store());
            createFolder(folder.root.resolve("files"));
            return folder;
        } catch (IOException cannot) {
            throw new StartFault("cannot use the data folder " + folder.root + ": " + reason(cannot));
        }
    }

    /// Makes the folder alone, for a restore to fill, and locks it.
    static DataFolder openBare(Path data) {
        Path root = data.toAbsolutePath().normalize();
        try {
            createFolder(root);
            return new DataFolder(root, lock(root));
        } catch (IOException cannot) {
            throw new StartFault("cannot use the data folder " + root + ": " + reason(cannot));
        }
    }

    /// Whether a process uses the folder now.
    static boolean isInUse(Path data) {
        Path lock = data.resolve("lock");
        if (!Files.exists(lock)) return false;
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return true;
        } catch (IOException cannot) {
            throw new StartFault("cannot use the data folder " + data + ": " + reason(cannot));
        }
    }

    /// What went wrong with a file, for an operator: Java's messages often hold no more than the path.
    static String reason(IOException cannot) {
        return switch (cannot) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileSystemException named
            when named.getReason() != null -> named.getReason() + " (" + named.getFile() + ")";
            default -> cannot.getClass().getSimpleName() + ": " + cannot.getMessage();
        };
    }

    /// Writes a file that only its owner may read: complete or not there at all.
    static void writeSecret(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) out.write(bytes);
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    Path root() {
        return root;
    }

    Path privateKey() {
        return root.resolve("keys/server-rsa.pem");
    }

    Path publicKey() {
        return root.resolve("keys/server-rsa.pub.pem");
    }

    Path sealingKeys() {
        return root.resolve("keys/at-rest.json");
    }

    Path serverSecret() {
        return root.resolve("keys/server-secret");
    }

    Path keys() {
        return root.resolve("keys");
    }

    Path store() {
        return root.resolve("store");
    }

    Path loginCodes() {
        return root.resolve("login-codes.log");
    }

    Path adminSocket() {
        return root.resolve("admin.sock");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) return;
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY_FOLDER));
    }

    private static FileChannel lock(Path root) throws IOException {
        Path file = root.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            String holder = Files.readString(file).strip();
            channel.close();
            throw new StartFault("the data folder " + root + " is in use by another process"
                    + (holder.isEmpty() ? "" : " (number " + holder + ")") + ": stop that one, or take another --data");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            return null;
        }
    }
}
