package chappe.server;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `serve`: starts the server and stays until it is told to stop.
@Command(name = "serve", description = "Start the server.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "DIR", description = "the data folder (./data)")
    private @Nullable String data;

    @Option(names = "--port", paramLabel = "N[,N...]", description = "ports to listen on (8080); 0 is any free one")
    private @Nullable String ports;

    @Option(names = "--bind", paramLabel = "ADDR", description = "the address to listen on (127.0.0.1)")
    private @Nullable String bind;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the settings file; docs/settings.md lists its entries")
    private @Nullable Path config;

    @Override
    public Integer call() throws InterruptedException {
        Entries entries = Entries.read(config);
        entries.override("data", "--data", data);
        entries.override("listen.ports", "--port", ports);
        entries.override("listen.bind", "--bind", bind);
        Settings settings = Settings.from(entries);
        Logging.level(settings.log());

        Server server = Server.start(settings);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> { // the JVM's answer to Ctrl-C and SIGTERM
                            server.close();
                            stopped.countDown();
                        },
                        "shutdown"));
        server.introduce(System.out);
        System.out.println("ready");
        stopped.await();
        return 0;
    }
}
