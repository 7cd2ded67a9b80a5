package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.RpcError;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns what people and address books write into one spelling for each number. Immutable, thread-safe.
///
/// Differs: besides what libphonenumber calls valid, the numbers `99966XYYYY` of the official
/// [test accounts](https://core.telegram.org/api/auth#test-accounts) are taken, since client libraries' own
/// tests use them. Unlike there, their codes are random and must be read where all codes go.
public final class PhoneNumbers {
    private static final Pattern TEST_NUMBER = Pattern.compile("99966\\d{5}");

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

    /// A number in international form, with or without its plus sign.
    public Phone get(String text) {
        Phone phone = find(text);
        if (phone == null) throw RpcError.PHONE_NUMBER_INVALID.refuse();
        return phone;
    }

    public @Nullable Phone find(String text) {
        String written = cleaned(text);
        if (written == null) return null;
        String digits = written.startsWith("+") ? written.substring(1) : written;
        if (TEST_NUMBER.matcher(digits).matches()) return new Phone(Long.parseLong(digits));
        return valid("+" + digits, null);
    }

    /// A number of an address book: in international form, or else as it is dialled in the owner's own country.
    public @Nullable Phone find(String text, Phone owner) {
        Phone international = find(text);
        if (international != null) return international;
        String written = cleaned(text);
        String region = regionOf(owner);
        if (written == null || written.startsWith("+") || region == null) return null;
        return valid(written, region);
    }

    private @Nullable String regionOf(Phone phone) {
        try {
            return numbers.getRegionCodeForNumber(numbers.parse("+" + phone.digits(), null));
        } catch (NumberParseException testNumber) {
            return null; // a test account has no country to dial from
        }
    }

    private @Nullable Phone valid(String written, @Nullable String region) {
        try {
            PhoneNumber number = numbers.parse(written, region);
            if (!numbers.isValidNumber(number)) return null;
            return new Phone(Long.parseLong(
                    numbers.format(number, PhoneNumberFormat.E164).substring(1)));
        } catch (NumberParseException invalid) {
            return null; // the caller says what an invalid number means to it
        }
    }

    /// Digits of any script become ASCII, separators go, letters make it no number: nobody logs in by
    /// 1-800-FLOWERS.
    private static @Nullable String cleaned(String text) {
        if (text.length() > Limits.PHONE_TEXT_LENGTH_MAX) return null;
        var kept = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            int digit = Character.digit(each, 10);
            if (digit >= 0) kept.append((char) ('0' + digit));
            else if ((each == '+' || each == '＋') && kept.isEmpty()) kept.append('+');
            else if (Character.isLetter(each) || Character.isSurrogate(each)) return null;
        }
        return kept.toString();
    }
}
