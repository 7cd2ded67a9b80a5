package chappe.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `methods`: writes docs/methods.md from what a server registers, on a folder that is thrown away.
@Command(name = "methods", description = "Write which methods are served.", mixinStandardHelpOptions = true)
final class MethodsCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "where to write; standard output if left out")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        Path target = file;
        String page = page();
        if (target == null) System.out.print(page);
        else Files.writeString(target, page);
        return 0;
    }

    static String page() throws IOException {
        Path data = Files.createTempDirectory("chappe-methods");
        try (Server server = Server.start(data, Clock.systemUTC())) {
            return MethodsPage.write(server.served());
        } finally {
            delete(data);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
