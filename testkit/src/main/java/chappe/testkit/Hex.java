package chappe.testkit;

import java.util.HexFormat;

/// Hex with spaces, line breaks and `#` comments, as golden vectors are written in tests.
public final class Hex {

    public static byte[] hex(String annotated) {
        return HexFormat.of().parseHex(annotated.replaceAll("#[^\n]*", "").replaceAll("\\s", ""));
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private Hex() {}
}
