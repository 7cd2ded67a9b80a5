package chappe.mtproto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,      10.255.1.2,      true",
        "10.0.0.0/8,      11.0.0.1,        false",
        "192.0.2.128/25,  192.0.2.200,     true",
        "192.0.2.128/25,  192.0.2.127,     false",
        "192.0.2.7,       192.0.2.7,       true",
        "192.0.2.7,       192.0.2.6,       false",
        "0.0.0.0/0,       203.0.113.9,     true",
        "0.0.0.0/0,       2001:db8::1,     false",
        "2001:db8::/33,   2001:db8:7fff::, true",
        "2001:db8::/33,   2001:db8:8000::, false",
        "fd00::/8,        fdff::1,         true",
        "192.0.2.0/24,    ::ffff:192.0.2.9, true",
    })
    void holdsTheAddressesThatShareItsBits(String range, String address, boolean isInside) {
        assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(isInside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "fd00::/129", "/8", "10.0.0.0/8/8"})
    void refusesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theWordOfTrustedProxiesIsFollowedFromTheEndOfTheList() {
        var proxies = new TrustedProxies(List.of(AddressRange.parse("10.0.0.0/8")));

        assertThat(proxies.sender("10.0.0.1", List.of("203.0.113.9"))).isEqualTo("203.0.113.9");
        assertThat(proxies.sender("10.0.0.1", List.of("203.0.113.9, 10.0.0.2"))).isEqualTo("203.0.113.9");
        assertThat(proxies.sender("10.0.0.1", List.of("203.0.113.9", "10.0.0.2")))
                .isEqualTo("203.0.113.9");
        assertThat(proxies.sender("10.0.0.1", List.of("1.1.1.1, 203.0.113.9"))).isEqualTo("203.0.113.9");
        assertThat(proxies.sender("10.0.0.1", List.of("203.0.113.9, someone"))).isEqualTo("10.0.0.1");
        assertThat(proxies.sender("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
        assertThat(proxies.sender("203.0.113.1", List.of("1.1.1.1"))).isEqualTo("203.0.113.1");
    }

    @Test
    void aListWithoutEndIsReadAsFarAsItsBound() {
        var proxies = new TrustedProxies(List.of(AddressRange.parse("10.0.0.0/8")));

        String sender = proxies.sender("10.0.0.1", List.of("203.0.113.9" + ",10.0.0.2".repeat(1_000)));

        assertThat(sender).isEqualTo("10.0.0.2");
    }

    @Test
    void anAddressGivesItsPlacesBack() {
        var counts = new AddressCounts(2);

        assertThat(counts.enter("192.0.2.1")).isTrue();
        assertThat(counts.enter("192.0.2.1")).isTrue();
        assertThat(counts.enter("192.0.2.1")).isFalse();
        assertThat(counts.enter("192.0.2.2")).isTrue();
        counts.leave("192.0.2.1");
        assertThat(counts.enter("192.0.2.1")).isTrue();
        for (String each : List.of("192.0.2.1", "192.0.2.1", "192.0.2.2")) counts.leave(each);
        assertThat(counts.size()).isZero();
    }

    @Test
    void theAddressesOfOneHomeShareTheirPlaces() {
        var counts = new AddressCounts(1);

        assertThat(counts.enter("2001:db8:1:2::1")).isTrue();
        assertThat(counts.enter("2001:db8:1:2:ffff::9")).isFalse();
        assertThat(counts.enter("2001:db8:1:3::1")).isTrue();
    }
}
