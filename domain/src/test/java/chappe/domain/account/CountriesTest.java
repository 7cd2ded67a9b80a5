package chappe.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.domain.account.Countries.Country;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class CountriesTest {
    private final Countries countries = new Countries();

    @Test
    void countriesHaveTheirCodesAndPatterns() {
        Country germany = get("DE");
        Country kazakhstan = get("KZ");
        Country canada = get("CA");

        assertThat(countries.all()).hasSizeGreaterThan(200);
        assertThat(germany.callingCode()).isEqualTo(49);
        assertThat(germany.prefixes()).isEmpty();
        assertThat(germany.patterns()).isNotEmpty().allMatch(pattern -> pattern.matches("X+( X+)*"));
        assertThat(germany.name(Locale.ENGLISH)).isEqualTo("Germany");
        assertThat(germany.name(Locale.GERMAN)).isEqualTo("Deutschland");
        assertThat(kazakhstan.callingCode()).isEqualTo(7);
        assertThat(kazakhstan.prefixes()).contains("701").doesNotContain("916");
        assertThat(canada.prefixes()).contains("416").doesNotContain("212");
        assertThat(get("US").prefixes()).isEmpty();
    }

    @Test
    void noCountryIsListedTwice() {
        assertThat(countries.all()).extracting(Country::iso2).doesNotHaveDuplicates();
    }

    private Country get(String iso2) {
        return countries.all().stream()
                .filter(each -> each.iso2().equals(iso2))
                .findFirst()
                .orElseThrow();
    }
}
