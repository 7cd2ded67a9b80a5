package chappe.server;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.server.SourceTree.Source;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The style that a program can check. What is over a bound today stands in `tidy-allowed.txt`, a list that may only
/// get shorter: an entry that is no longer needed fails the test too.
class TidyTest {
    private static final int METHOD_LINES_MAX = 40;
    private static final int FILE_LINES_MAX = 400;
    private static final int CONSTRUCTOR_PARAMETERS_MAX = 6;
    private static final List<String> BANNED_CALLS = List.of(
            "System.currentTimeMillis",
            "Instant.now",
            "LocalDateTime.now",
            "printStackTrace",
            "Thread.sleep",
            "CompletableFuture");
    private static final Pattern BAD_NAME =
            Pattern.compile("(Abstract\\w*|\\w*(Manager|Impl|Helper|Helpers|Util|Utils|Base))\\.java");
    private static final Pattern HANDLER =
            Pattern.compile("\\bon\\.(?:user|anyone|empty|emptyForAnyone)\\(\\s*(\\w+)\\.class,[^;]*?this::(\\w+)\\)");

    private static final List<Source> SOURCES = SourceTree.sources();
    private static final Map<String, List<Method>> METHODS = parsed(SOURCES);

    @Test
    void everythingOverABoundIsOnTheShrinkingList() throws IOException {
        Set<String> over = new TreeSet<>();
        for (Source source : SOURCES) {
            if (source.lines().size() > FILE_LINES_MAX) over.add("file " + source.path());
            for (Method method : methods(source)) {
                if (method.lines() > METHOD_LINES_MAX) over.add("method " + source.path() + " " + method.name());
                if (method.isConstructor() && method.parameters() > CONSTRUCTOR_PARAMETERS_MAX) {
                    over.add("constructor " + source.path() + " " + method.name());
                }
            }
        }

        Set<String> allowed =
                Files.readAllLines(SourceTree.root().resolve("server/src/test/resources/tidy-allowed.txt")).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(over).as("longer than the style allows").isEqualTo(allowed);
    }

    @Test
    void timeAndThreadsAreTheServersBusiness() {
        assertNone(
                source -> !source.path().startsWith("server/src/main/") && !isThis(source),
                line -> BANNED_CALLS.stream().filter(line::contains).findFirst().orElse(null));
    }

    @Test
    void noTestIsTurnedOff() {
        assertNone(
                source -> source.isTest() && !isThis(source), line -> line.contains("@Disabled") ? "@Disabled" : null);
    }

    @Test
    void whatIsLeftToDoNamesItsIssue() {
        Pattern nameless = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!.*#\\d)");
        assertNone(source -> !isThis(source), line -> nameless.matcher(line).find() ? "TODO without an issue" : null);
    }

    @Test
    void namesSayWhatAThingIs() {
        assertThat(SOURCES)
                .filteredOn(source -> BAD_NAME.matcher(source.name()).matches()
                        || source.path().contains("/util/"))
                .extracting(Source::path)
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        Set<String> described = new HashSet<>();
        Set<String> packages = new TreeSet<>();
        for (Source source : SOURCES) {
            if (source.isTest()) continue;
            String folder = source.path().substring(0, source.path().lastIndexOf('/'));
            packages.add(folder);
            if (source.name().equals("package-info.java")
                    && String.join("\n", source.lines()).contains("@NullMarked")) {
                described.add(folder);
            }
        }

        packages.removeAll(described);
        packages.removeIf(TidyTest::isDescribedByTheGenerator);

        assertThat(packages)
                .as("packages without a package-info that is @NullMarked")
                .isEmpty();
    }

    @Test
    void everyHandlerLinksTheDocsOfItsMethod() {
        List<String> bare = new ArrayList<>();
        for (Source source : SOURCES) {
            if (!source.path().startsWith("api/src/main/")) continue;
            Matcher handlers = HANDLER.matcher(String.join("\n", source.lines()));
            List<Method> methods = methods(source);
            while (handlers.find()) {
                String name = handlers.group(2);
                boolean isLinked =
                        methods.stream().anyMatch(method -> method.name().equals(name) && isLinked(source, method));
                if (!isLinked) bare.add(source.path() + " " + name);
            }
        }

        assertThat(bare)
                .as("handlers without a link to core.telegram.org/method/...")
                .isEmpty();
    }

    private static boolean isDescribedByTheGenerator(String folder) {
        String generated = folder.replace("/src/main/java/", "/target/generated-sources/tlgen/") + "/package-info.java";
        return Files.exists(SourceTree.root().resolve(generated));
    }

    private static boolean isLinked(Source source, Method method) {
        for (int line = method.firstLine() - 2; line >= 0; line--) {
            String above = source.lines().get(line).strip();
            if (!above.startsWith("///") && !above.startsWith("@")) return false;
            if (above.contains("https://core.telegram.org/method/")) return true;
        }
        return false;
    }

    private static void assertNone(Predicate<Source> which, LineRule rule) {
        List<String> found = new ArrayList<>();
        for (Source source : SOURCES) {
            if (!which.test(source)) continue;
            for (int i = 0; i < source.lines().size(); i++) {
                String wrong = rule.broken(source.lines().get(i));
                if (wrong != null) found.add(source.path() + ":" + (i + 1) + " " + wrong);
            }
        }
        assertThat(found).isEmpty();
    }

    private static boolean isThis(Source source) {
        return source.name().equals("TidyTest.java");
    }

    private static List<Method> methods(Source source) {
        List<Method> found = METHODS.get(source.path());
        if (found == null) throw new IllegalStateException("not parsed: " + source.path());
        return found;
    }

    /// The methods of each file by its path: one compiler for all files, since its start takes longest.
    private static Map<String, List<Method>> parsed(List<Source> sources) {
        Path root = SourceTree.root();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var paths =
                    sources.stream().map(source -> root.resolve(source.path())).toList();
            var objects = files.getJavaFileObjectsFromPaths(paths);
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, objects);
            var positions = Trees.instance(task).getSourcePositions();
            Map<String, List<Method>> methods = new HashMap<>();
            for (CompilationUnitTree unit : task.parse()) {
                List<Method> found = new ArrayList<>();
                new Methods(unit, positions, found).scan(unit, null);
                Path path = root.relativize(Path.of(unit.getSourceFile().toUri()));
                methods.put(path.toString().replace('\\', '/'), found);
            }
            return methods;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Says what is wrong with a line.
    private interface LineRule {
        /// @return null when nothing is
        @Nullable
        String broken(String line);
    }

    /// @param firstLine counted from 1, annotations included
    private record Method(String name, int firstLine, int lines, int parameters, boolean isConstructor) {}

    /// Collects the methods of a file. A record's canonical constructor is the record's own list, and not counted.
    private static final class Methods extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Method> found;
        private boolean isInRecord;

        Methods(CompilationUnitTree unit, SourcePositions positions, List<Method> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            boolean outer = isInRecord;
            isInRecord = type.getKind() == Tree.Kind.RECORD;
            super.visitClass(type, null);
            isInRecord = outer;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            LineMap lines = unit.getLineMap();
            int first = (int) lines.getLineNumber(positions.getStartPosition(unit, method));
            int last = (int) lines.getLineNumber(positions.getEndPosition(unit, method));
            String name = method.getName().toString();
            boolean isConstructor = name.equals("<init>") && !isInRecord;
            found.add(new Method(
                    name, first, last - first + 1, method.getParameters().size(), isConstructor));
            return super.visitMethod(method, null);
        }
    }
}
