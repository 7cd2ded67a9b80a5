package chappe.tlgen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The folder that the generator owns. A file is rewritten only when its content differs, so that the compiler sees no
/// change where there is none; files that were not written again are deleted at the end.
final class OutputTree {
    private final Path root;
    private final Set<Path> written = new HashSet<>();
    private int changed;

    OutputTree(Path root) {
        this.root = root;
    }

    void write(String relative, String content) {
        Path file = root.resolve(relative);
        if (!written.add(file)) throw new SchemaFault("two definitions want the file " + relative);
        try {
            if (Files.exists(file) && Files.readString(file).equals(content)) return;
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            changed++;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void writeJava(String packageName, String className, String content) {
        write(packageName.replace('.', '/') + "/" + className + ".java", content);
    }

    void deleteStale() {
        if (!Files.isDirectory(root)) return;
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> stale = files.filter(Files::isRegularFile)
                    .filter(file -> !written.contains(file))
                    .toList();
            for (Path file : stale) Files.delete(file);
            changed += stale.size();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int files() {
        return written.size();
    }

    int changed() {
        return changed;
    }
}
