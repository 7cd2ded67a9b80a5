package chappe.domain.account;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The countries that a number can belong to, with their calling codes and how numbers are written there.
///
/// Made once from libphonenumber. Territories that share a calling code with a larger country are listed
/// where three digits tell them apart (codes 1 and 7); the others go under the larger one. Immutable.
public final class Countries {
    private static final int AREA_DIGITS = 3;

    private final List<Country> all;

    public Countries() {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        List<Country> made = new ArrayList<>();
        for (int code : numbers.getSupportedCallingCodes()) {
            List<String> regions = numbers.getRegionCodesForCountryCode(code);
            String main = regions.getFirst();
            if (PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY.equals(main)) continue;
            if (code == 1 || code == 7) made.addAll(sharing(numbers, code, main));
            else made.add(new Country(main, code, List.of(), patterns(numbers, main)));
        }
        made.sort(Comparator.comparing(Country::iso2));
        this.all = List.copyOf(made);
    }

    public List<Country> all() {
        return all;
    }

    /// The countries of a code whose national numbers have ten digits, told apart by their first three.
    private static List<Country> sharing(PhoneNumberUtil numbers, int code, String main) {
        Map<String, List<String>> prefixes = new HashMap<>();
        for (int area = 100; area < 1000; area++) {
            String region = regionOf(numbers, code, area);
            if (region != null)
                prefixes.computeIfAbsent(region, key -> new ArrayList<>()).add(Integer.toString(area));
        }
        prefixes.put(main, List.of());
        return prefixes.entrySet().stream()
                .map(each -> new Country(each.getKey(), code, each.getValue(), patterns(numbers, each.getKey())))
                .toList();
    }

    private static @Nullable String regionOf(PhoneNumberUtil numbers, int code, int area) {
        var number = new PhoneNumber().setCountryCode(code).setNationalNumber(area * 10_000_000L + 234_5678);
        return numbers.getRegionCodeForNumber(number);
    }

    private static List<String> patterns(PhoneNumberUtil numbers, String region) {
        PhoneNumber example = numbers.getExampleNumberForType(region, PhoneNumberType.MOBILE);
        if (example == null) return List.of();
        String written = numbers.format(example, PhoneNumberFormat.INTERNATIONAL);
        String national = written.substring(written.indexOf(' ') + 1);
        return List.of(national.replaceAll("[0-9]", "X").replaceAll("[^X]+", " "));
    }

    /// One country.
    ///
    /// @param prefixes what national numbers begin with, where several countries share the code; empty for
    /// the rest
    /// @param patterns national numbers as groups of `X`
    public record Country(String iso2, int callingCode, List<String> prefixes, List<String> patterns) {
        public Country {
            prefixes = List.copyOf(prefixes);
            patterns = List.copyOf(patterns);
            assert prefixes.stream().allMatch(prefix -> prefix.length() == AREA_DIGITS);
        }

        public String name(Locale language) {
            return Locale.of("", iso2).getDisplayCountry(language);
        }
    }
}
