package chappe.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `methods`: writes docs/methods.md from what a server registers, on a folder that is thrown away, and the README's
/// sentence of how many that are.
@Command(name = "methods", description = "Write which methods are served.", mixinStandardHelpOptions = true)
final class MethodsCommand implements Callable<Integer> {
    private static final Pattern SENTENCE = Pattern.compile("Of the \\d+ methods of layer \\d+, .* are refused");

    /// @param page docs/methods.md
    /// @param counts the sentence with its figures
    record Written(String page, String counts) {}

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "the page; standard output if left out")
    private @Nullable Path file;

    @Parameters(index = "1", arity = "0..1", paramLabel = "README", description = "where the figures stand too")
    private @Nullable Path readme;

    @Override
    public Integer call() throws IOException {
        Path target = file;
        Path withFigures = readme;
        Written written = write();
        if (target == null) System.out.print(written.page());
        else Files.writeString(target, written.page());
        if (withFigures != null) {
            Matcher sentence = SENTENCE.matcher(Files.readString(withFigures));
            Files.writeString(withFigures, sentence.replaceFirst(written.counts()));
        }
        return 0;
    }

    static Written write() throws IOException {
        Path data = Files.createTempDirectory("chappe-methods");
        try (Server server = Server.start(data, Clock.systemUTC())) {
            return new Written(MethodsPage.write(server.served()), MethodsPage.counts(server.served()));
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
