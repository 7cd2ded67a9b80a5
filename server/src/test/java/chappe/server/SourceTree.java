package chappe.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The repository's sources, for tests that read them.
final class SourceTree {

    /// One Java file that we wrote. The path is relative to the repository, with slashes.
    record Source(String path, List<String> lines) {

        boolean isTest() {
            return path.contains("/src/test/");
        }

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /// The nearest folder above the working directory that holds the launcher.
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("chappe"))) {
            folder = folder.getParent();
            if (folder == null) throw new IllegalStateException("not inside the repository");
        }
        return folder;
    }

    static List<String> modules() {
        return under(root(), 2, "/pom.xml").stream()
                .map(pom -> pom.substring(0, pom.indexOf('/')))
                .toList();
    }

    static List<Source> sources() {
        return modules().stream()
                .flatMap(module -> under(root().resolve(module).resolve("src"), 64, ".java").stream()
                        .map(path -> module + "/src/" + path))
                .map(SourceTree::read)
                .toList();
    }

    private static Source read(String path) {
        try {
            return new Source(path, Files.readAllLines(root().resolve(path)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> under(Path folder, int depth, String end) {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.walk(folder, depth)) {
            return files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(end) && !file.contains("node_modules"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private SourceTree() {}
}
