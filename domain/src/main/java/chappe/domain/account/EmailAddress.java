package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.RpcError;
import java.util.regex.Pattern;

/// An e-mail address that codes may be sent to: the everyday forms of RFC 5321, nothing that could end a header line.
public record EmailAddress(String text) {
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]");
    private static final int LOCAL_LENGTH_MAX = 64;

    /// Refuses with EMAIL_INVALID.
    public EmailAddress {
        text = text.length() > Limits.EMAIL_LENGTH_MAX ? "" : text.strip();
        if (!FORM.matcher(text).matches() || text.indexOf('@') > LOCAL_LENGTH_MAX)
            throw RpcError.EMAIL_INVALID.refuse();
    }

    /// What somebody who should know the address may see of it
    /// ([pattern](https://core.telegram.org/api/pattern)): the ends of the name, and the domain.
    public String pattern() {
        int at = text.indexOf('@');
        String end = at > 2 ? text.substring(at - 1, at) : "";
        return text.charAt(0) + "***" + end + text.substring(at);
    }

    @Override
    public String toString() {
        return "EmailAddress[" + pattern() + "]";
    }
}
