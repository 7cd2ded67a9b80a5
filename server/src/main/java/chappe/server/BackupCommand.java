package chappe.server;

import chappe.store.backup.Backup;
import chappe.store.backup.BackupFault;
import chappe.store.embedded.RocksSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backup`: copies the data of a running server, which it asks, or of a stopped one.
@Command(
        name = "backup",
        description = "Copy the data of a running or a stopped server.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    private static final String REQUEST = "backup ";
    private static final String DONE = "done";

    @Parameters(paramLabel = "DIR", description = "the backup's folder; must not exist")
    private Path target = Path.of("");

    @Option(names = "--data", paramLabel = "DIR", description = "the server's data folder (./data)")
    private Path data = Path.of("data");

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(data)) throw new StartFault("there is no data folder " + data.toAbsolutePath());
        Path to = target.toAbsolutePath().normalize();
        if (DataFolder.isInUse(data)) askServer(to);
        else copyStopped(to);
        System.out.println("The backup is in " + to + ". It holds the server's keys: keep it as safe as those.");
        return 0;
    }

    /// What the running server does when it is asked.
    ///
    /// @return the answer to the line, or null when it is no such request
    static @Nullable String serve(String request, DataFolder folder, Rooms.Storage storage) {
        if (!request.startsWith(REQUEST)) return null;
        take(folder, storage, Path.of(request.substring(REQUEST.length())));
        return DONE;
    }

    private void askServer(Path to) {
        String answered = AdminSocket.ask(data.resolve("admin.sock"), REQUEST + to);
        if (!answered.equals(DONE)) throw new StartFault("the running server: " + answered);
    }

    private void copyStopped(Path to) throws IOException {
        try (DataFolder folder = DataFolder.open(data);
                Schedule schedule = new Schedule()) {
            var storage = Rooms.storage(
                    folder.store(),
                    RocksSettings.small(),
                    new Rooms.Means(Clock.systemUTC(), new SecureRandom(), schedule));
            try (var store = storage.store();
                    var _ = storage.post()) {
                take(folder, new Rooms.Storage(store, storage.post()), to);
            }
        }
    }

    private static void take(DataFolder folder, Rooms.Storage storage, Path to) {
        try {
            Backup.take(storage.store(), storage.post(), to, folder.keys());
        } catch (BackupFault cannot) {
            throw new StartFault(String.valueOf(cannot.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StartFault("the backup was interrupted");
        }
    }
}
