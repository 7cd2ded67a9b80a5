package chappe.wire;

import chappe.core.tl.TlObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The class files of this module, as the build left them.
final class GeneratedClasses {
    private GeneratedClasses() {}

    static List<Path> files() {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.getFileName().toString().equals("package-info.class"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The records of all constructors and methods, by their names' order.
    static List<Class<? extends Record>> records() {
        return files().stream()
                .map(GeneratedClasses::load)
                .filter(Class::isRecord)
                .filter(TlObject.class::isAssignableFrom)
                .<Class<? extends Record>>map(each -> each.asSubclass(Record.class))
                .toList();
    }

    private static Class<?> load(Path file) {
        String relative = folder().relativize(file).toString();
        String name =
                relative.substring(0, relative.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static Path folder() {
        try {
            return Path.of(Layers.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
