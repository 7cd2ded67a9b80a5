package chappe.api.help;

import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.Limits;
import chappe.domain.account.Countries;
import chappe.wire.help.CountriesList;
import chappe.wire.help.CountriesListNotModified;
import chappe.wire.help.CountriesListType;
import chappe.wire.help.Country;
import chappe.wire.help.CountryCode;
import chappe.wire.help.GetCountriesList;
import java.util.List;
import java.util.Locale;

/// The countries that a client offers when it asks for a phone number.
public final class CountryLists {
    private final Countries countries;

    public CountryLists(Countries countries) {
        this.countries = countries;
    }

    public void register(Routes on) {
        on.anyone(GetCountriesList.class, Limit.READ, this::getCountriesList);
    }

    /// [help.getCountriesList](https://core.telegram.org/method/help.getCountriesList)
    ///
    /// - `lang_code`: names come in this language as far as it is known, beside their English ones.
    /// - `hash`: of what the client has; where it fits, the answer is `countriesListNotModified`.
    CountriesListType getCountriesList(Caller caller, GetCountriesList ask) {
        Locale language = ask.langCode().length() > Limits.LANG_CODE_LENGTH_MAX
                ? Locale.ENGLISH
                : Locale.forLanguageTag(ask.langCode());
        List<Country> list =
                countries.all().stream().map(each -> present(each, language)).toList();
        int hash = list.hashCode();
        return ask.hash() == hash ? new CountriesListNotModified() : new CountriesList(list, hash);
    }

    private static Country present(Countries.Country country, Locale language) {
        CountryCode code = new CountryCode.Builder(Integer.toString(country.callingCode()))
                .prefixes(country.prefixes().isEmpty() ? null : country.prefixes())
                .patterns(country.patterns().isEmpty() ? null : country.patterns())
                .build();
        String english = country.name(Locale.ENGLISH);
        String local = country.name(language);
        return new Country.Builder(country.iso2(), english, List.of(code))
                .name(local.equals(english) ? null : local)
                .build();
    }
}
