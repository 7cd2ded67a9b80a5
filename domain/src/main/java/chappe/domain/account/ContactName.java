package chappe.domain.account;

import chappe.core.Limits;

/// The name that a user gives a contact; unlike a [PersonName] it may be empty, and what is too long is cut,
/// since address books are imported whole.
public record ContactName(String first, String last) {

    public ContactName {
        first = cut(PersonName.cleaned(first));
        last = cut(PersonName.cleaned(last));
    }

    public boolean isEmpty() {
        return first.isEmpty() && last.isEmpty();
    }

    private static String cut(String name) {
        boolean fits = name.codePointCount(0, name.length()) <= Limits.NAME_LENGTH_MAX;
        return fits
                ? name
                : name.substring(0, name.offsetByCodePoints(0, Limits.NAME_LENGTH_MAX))
                        .strip();
    }
}
