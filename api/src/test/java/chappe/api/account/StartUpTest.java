package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.wire.Config;
import chappe.wire.DcOption;
import chappe.wire.NearestDc;
import chappe.wire.help.AppConfig;
import chappe.wire.help.AppConfigNotModified;
import chappe.wire.help.CountriesList;
import chappe.wire.help.CountriesListNotModified;
import chappe.wire.help.Country;
import chappe.wire.help.GetAppConfig;
import chappe.wire.help.GetConfig;
import chappe.wire.help.GetCountriesList;
import chappe.wire.help.GetNearestDc;
import chappe.wire.help.GetPromoData;
import chappe.wire.help.GetTermsOfServiceUpdate;
import chappe.wire.help.PromoDataEmpty;
import chappe.wire.help.TermsOfServiceUpdateEmpty;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What clients ask before and right after log-in.
final class StartUpTest {
    @TempDir
    Path folder;

    private Desk desk;
    private Client client;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        client = desk.client();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aClientIsWhereItBelievesToBeAndFindsTheServerUnderEachDc() {
        Config config = client.call(new GetConfig());
        NearestDc nearest = client.call(new GetNearestDc());

        assertThat(config.thisDc()).isEqualTo(Client.DC);
        assertThat(config.dcOptions()).extracting(DcOption::id).containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
        assertThat(config.dcOptions())
                .filteredOn(DcOption::ipv6)
                .extracting(DcOption::ipAddress)
                .containsOnly("2001:db8:0:0:0:0:0:80");
        assertThat(config.dcOptions())
                .filteredOn(option -> !option.ipv6())
                .extracting(DcOption::ipAddress)
                .containsOnly("192.0.2.80");
        assertThat(config.dcOptions()).extracting(DcOption::port).containsOnly(8080);
        assertThat(config.expires()).isEqualTo(now() + 3600);
        assertThat(config.date()).isEqualTo(now());
        assertThat(config.onlineUpdatePeriodMs()).isLessThan(config.onlineCloudTimeoutMs());
        assertThat(nearest).isEqualTo(new NearestDc("FR", Client.DC, Client.DC));
    }

    @Test
    void whatAClientHasIsNotSentAgain() {
        var appConfig = (AppConfig) client.call(new GetAppConfig(0));
        var countries = (CountriesList) client.call(new GetCountriesList("de", 0));

        assertThat(client.call(new GetAppConfig(appConfig.hash()))).isInstanceOf(AppConfigNotModified.class);
        assertThat(client.call(new GetCountriesList("de", countries.hash())))
                .isInstanceOf(CountriesListNotModified.class);
        assertThat(client.call(new GetCountriesList("en", countries.hash()))).isInstanceOf(CountriesList.class);
    }

    @Test
    void countriesComeInTheClientsLanguage() {
        var countries = (CountriesList) client.call(new GetCountriesList("de", 0));

        Country germany = countries.countries().stream()
                .filter(country -> country.iso2().equals("DE"))
                .findFirst()
                .orElseThrow();
        assertThat(germany.defaultName()).isEqualTo("Germany");
        assertThat(germany.name()).isEqualTo("Deutschland");
        assertThat(germany.countryCodes().getFirst().countryCode()).isEqualTo("49");
    }

    @Test
    void anOddLanguageIsEnglish() {
        var countries = (CountriesList) client.call(new GetCountriesList("x".repeat(1000), 0));

        assertThat(countries.countries()).allMatch(country -> country.name() == null);
    }

    @Test
    void whatExpiresLiesAhead() {
        client.signUp("+9996610001", "Ada", "");

        assertThat(client.call(new GetPromoData())).isEqualTo(new PromoDataEmpty(now() + 3600));
        assertThat(client.call(new GetTermsOfServiceUpdate())).isEqualTo(new TermsOfServiceUpdateEmpty(now() + 3600));
    }

    private int now() {
        return (int) desk.clock.instant().getEpochSecond();
    }
}
