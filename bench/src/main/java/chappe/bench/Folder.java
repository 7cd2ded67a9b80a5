package chappe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder that lasts as long as a benchmark.
record Folder(Path path) implements AutoCloseable {

    static Folder create(Path parent) throws IOException {
        return new Folder(Files.createTempDirectory(parent, "chappe-bench"));
    }

    Path data() {
        return path.resolve("data");
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }
}
