package chappe.domain.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Set;

/// Writes login codes to a file that only the operator may read: one line a code, `<ISO time> <phone> <code>`.
///
/// The provider where no other is configured. Guarded by its own lock, so that lines stay whole.
public final class LoginCodeLog implements CodeProvider, AutoCloseable {
    private static final Set<StandardOpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

    private final FileChannel file;
    private final Clock clock;

    /// Opens or makes the file; its mode is 0600 either way.
    public LoginCodeLog(Path path, Clock clock) throws IOException {
        var ownerOnly = PosixFilePermissions.fromString("rw-------");
        this.file = FileChannel.open(path, APPEND, PosixFilePermissions.asFileAttribute(ownerOnly));
        this.clock = clock;
        Files.setPosixFilePermissions(path, ownerOnly);
    }

    @Override
    public synchronized void deliver(Phone phone, String code) {
        String line = clock.instant() + " +" + phone.text() + " " + code + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
        try {
            while (bytes.hasRemaining()) file.write(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
