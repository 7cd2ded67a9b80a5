package chappe.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Which method may refuse with which error, and with which code: the schema's lists, ours, and the common ones.
///
/// Immutable once loaded; the table is read at the first question.
public final class MethodErrors {
    private static final String EVERY_METHOD = "*";

    private final Map<String, Map<RpcError, Integer>> codes;

    private MethodErrors(Map<String, Map<RpcError, Integer>> codes) {
        this.codes = codes;
    }

    /// True where the method's list or the common list has the error.
    public static boolean allows(String methodName, RpcError error) {
        return of(methodName).containsKey(error) || of(EVERY_METHOD).containsKey(error);
    }

    /// The error's code in an answer of this method; its usual one where no list says another.
    public static int code(String methodName, RpcError error) {
        Integer own = of(methodName).get(error);
        if (own != null) return own;
        return of(EVERY_METHOD).getOrDefault(error, error.code());
    }

    /// The errors of the method's own list, without the common ones.
    public static Set<RpcError> own(String methodName) {
        return of(methodName).keySet();
    }

    private static Map<RpcError, Integer> of(String methodName) {
        return Loaded.TABLE.codes.getOrDefault(methodName, Map.of());
    }

    /// Loads the table when it is first asked.
    private static final class Loaded {
        private static final MethodErrors TABLE = load();
    }

    private static MethodErrors load() {
        Map<String, Map<RpcError, Integer>> codes = new HashMap<>();
        try (InputStream bytes = MethodErrors.class.getResourceAsStream("method-errors.tsv")) {
            if (bytes == null) throw new IllegalStateException("method-errors.tsv is not in the build");
            var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) enter(line.split("\t", -1), codes);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new MethodErrors(codes);
    }

    private static void enter(String[] columns, Map<String, Map<RpcError, Integer>> codes) {
        Map<RpcError, Integer> errors = new EnumMap<>(RpcError.class);
        for (int i = 1; i < columns.length; i++) {
            int equals = columns[i].indexOf('=');
            RpcError error = RpcError.valueOf(columns[i].substring(0, equals));
            errors.put(error, Integer.parseInt(columns[i].substring(equals + 1)));
        }
        codes.put(columns[0], java.util.Collections.unmodifiableMap(errors));
    }
}
