package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.RpcError;

/// A first and a last name, trimmed and without what breaks lines or hides text. The last name may be empty.
public record PersonName(String first, String last) {

    public PersonName {
        first = cleaned(first);
        last = cleaned(last);
        if (first.isEmpty() || tooLong(first)) throw RpcError.FIRSTNAME_INVALID.refuse();
        if (tooLong(last)) throw RpcError.LASTNAME_INVALID.refuse();
    }

    /// Control and direction-override characters become spaces, spaces at the ends go.
    static String cleaned(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints().map(PersonName::shown).forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    private static int shown(int codePoint) {
        boolean overridesDirection =
                (codePoint >= 0x202a && codePoint <= 0x202e) || (codePoint >= 0x2066 && codePoint <= 0x2069);
        return (Character.isISOControl(codePoint) || overridesDirection) ? ' ' : codePoint;
    }

    private static boolean tooLong(String name) {
        return name.codePointCount(0, name.length()) > Limits.NAME_LENGTH_MAX;
    }
}
