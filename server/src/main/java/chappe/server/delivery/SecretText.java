package chappe.server.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// A password or key out of the settings, which prints as dots, so that no log or error shows it. Immutable.
public final class SecretText {
    public static final SecretText NONE = new SecretText("");

    private final String text;

    public SecretText(String text) {
        this.text = text;
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    public int length() {
        return text.length();
    }

    /// For the one place that hands it to the other side.
    String reveal() {
        return text;
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretText secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return 0; // nothing of the text
    }

    @Override
    public String toString() {
        return "...";
    }
}
