package chappe.server;

import chappe.store.backup.Backup;
import chappe.store.backup.BackupFault;
import chappe.store.embedded.RocksSettings;
import chappe.store.record.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `restore`: makes a new data folder of a backup.
@Command(name = "restore", description = "Put a backup into a new data folder.", mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "the backup's folder")
    private Path from = Path.of("");

    @Option(names = "--data", paramLabel = "NEW", required = true, description = "the new data folder")
    private Path data = Path.of("");

    @Override
    public Integer call() throws IOException {
        try (DataFolder folder = DataFolder.openBare(data)) {
            var places = new Backup.Places(folder.store(), folder.keys(), folder.sealingKeys());
            long epoch = Backup.restore(from.toAbsolutePath(), places, Records.SCHEMA, RocksSettings.small());
            System.out.println("Restored into " + folder.root() + ", epoch " + epoch
                    + ". Clients that saw more than the backup holds will catch up by themselves.");
            return 0;
        } catch (BackupFault refused) {
            throw new StartFault(String.valueOf(refused.getMessage()));
        }
    }
}
