package chappe.server;

import chappe.store.embedded.RocksSettings;
import chappe.store.embedded.RocksStore;
import chappe.store.seal.VaultFault;
import chappe.store.seal.VaultRotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `keys`: changes the key under which a stopped server keeps secrets.
@Command(name = "keys", description = "Change the key under which secrets are kept.", mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the server's data folder (./data)",
            scope = ScopeType.INHERIT)
    private Path data = Path.of("data");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name one of the commands");
    }

    @Command(
            name = "rotate",
            description = "Seal everything again with a new key, and take the old one out. The server must be stopped;"
                    + " what was broken off goes on at the next call.")
    int rotate() throws IOException {
        if (!Files.isDirectory(data)) throw new StartFault("there is no data folder " + data.toAbsolutePath());
        if (DataFolder.isInUse(data))
            throw new StartFault("a server runs on " + data.toAbsolutePath() + ": stop it first");
        try (DataFolder folder = DataFolder.open(data);
                Schedule schedule = new Schedule()) {
            var means = new Rooms.Means(Clock.systemUTC(), new SecureRandom(), schedule);
            var storage = Rooms.storage(folder.store(), RocksSettings.small(), means);
            try (RocksStore store = storage.store();
                    var _ = storage.post()) {
                long sealed = rotate(folder.sealingKeys(), store, means.clock());
                spec.commandLine().getOut().println("sealed " + sealed + " values again; the old key is gone");
            }
        } catch (VaultFault cannot) {
            throw new StartFault(String.valueOf(cannot.getMessage()));
        }
        return 0;
    }

    private static long rotate(Path keyFile, RocksStore store, Clock clock) {
        VaultRotation rotation = VaultRotation.begin(keyFile, store);
        long sealed = new Resealing(store, clock, rotation).run();
        rotation.finish();
        return sealed;
    }
}
