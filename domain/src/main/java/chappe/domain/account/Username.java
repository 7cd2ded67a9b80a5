package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.RpcError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A username as its owner writes it. Two that differ in case are the same name.
///
/// 5 to 32 of `a-z`, `A-Z`, `0-9` and `_`; it begins with a letter, ends with none of the underscores,
/// has no two of them in a row, and is none of the reserved ones.
public record Username(String text) {
    private static final Pattern FORM = Pattern.compile("[a-zA-Z](?:_?[a-zA-Z0-9])*");
    private static final String RESERVED_FILE = "reserved-usernames.tsv";
    private static final Set<String> RESERVED = reserved();

    /// Refuses with USERNAME_INVALID.
    public Username {
        if (!isForm(text) || RESERVED.contains(lowerCase(text))) throw RpcError.USERNAME_INVALID.refuse();
    }

    /// @return null for what is no username, reserved ones among it
    static @Nullable Username find(String text) {
        return isForm(text) && !RESERVED.contains(lowerCase(text)) ? new Username(text) : null;
    }

    /// The form under which names are compared and claimed.
    public String lowerCase() {
        return lowerCase(text);
    }

    private static boolean isForm(String text) {
        return text.length() >= Limits.USERNAME_LENGTH_MIN
                && text.length() <= Limits.USERNAME_LENGTH_MAX
                && FORM.matcher(text).matches();
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Set<String> reserved() {
        var stream = Objects.requireNonNull(Username.class.getResourceAsStream(RESERVED_FILE), RESERVED_FILE);
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf('\t')))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
