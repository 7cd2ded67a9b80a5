package chappe.domain.account;

import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.RpcError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UsernameTest {

    @ParameterizedTest
    @ValueSource(strings = {"alice", "Alice", "a1234", "a_b_c_d", "abcdefghijklmnopqrstuvwxyz012345"})
    void takesLettersDigitsAndUnderscores(String text) {
        assertThat(new Username(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abcd",
                "abcdefghijklmnopqrstuvwxyz0123456",
                "1alice",
                "_alice",
                "alice_",
                "al__ice",
                "al ice",
                "al-ice",
                "@alice",
                "àlice",
                "аlice", // a Cyrillic letter
                "alice\n"
            })
    void refusesWhatIsNoUsername(String text) {
        refused(() -> new Username(text), RpcError.USERNAME_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"support", "Telegram", "JOINCHAT", "settings"})
    void refusesReservedNamesInAnyCase(String text) {
        refused(() -> new Username(text), RpcError.USERNAME_INVALID);
    }

    @Test
    void comparesWithoutCase() {
        assertThat(new Username("Alice_L").lowerCase()).isEqualTo("alice_l");
    }
}
