package chappe.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CodeTextTest {

    @Test
    void theCodeStandsWhereItsPlaceWas() {
        assertThat(new CodeText("Code: {code}.").with("01234")).isEqualTo("Code: 01234.");
    }

    @Test
    void aTextWithoutAPlaceOrOfTwoMessagesIsRefused() {
        assertThatThrownBy(() -> new CodeText("hello")).hasMessageContaining("{code}");
        new CodeText("{code}" + "x".repeat(151));
        assertThatThrownBy(() -> new CodeText("{code}" + "x".repeat(152))).hasMessageContaining("160");
        new CodeText("{code}" + "ж".repeat(61));
        assertThatThrownBy(() -> new CodeText("{code}" + "ж".repeat(62))).hasMessageContaining("70");
        new CodeText("{code}" + "€".repeat(75) + "x"); // two septets each
        assertThatThrownBy(() -> new CodeText("{code}" + "€".repeat(76))).hasMessageContaining("160");
    }

    /// 3GPP TS 23.038, section 6.2.1, at places where it differs from ASCII and at its ends.
    @Test
    void theGsmAlphabetIsTheStandards() {
        assertThat(GsmAlphabet.encode("@£$ à_¡¿Ü§09AZaz"))
                .containsExactly(
                        0x00, 0x01, 0x02, 0x20, 0x7f, 0x11, 0x40, 0x60, 0x5e, 0x5f, 0x30, 0x39, 0x41, 0x5a, 0x61, 0x7a);
        assertThat(GsmAlphabet.encode("€[]{}"))
                .containsExactly(0x1b, 0x65, 0x1b, 0x3c, 0x1b, 0x3e, 0x1b, 0x28, 0x1b, 0x29);
        assertThat(GsmAlphabet.encode("ΔΦΓΛΩΠΨΣΘΞÆæßÉ"))
                .containsExactly(0x10, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x1c, 0x1d, 0x1e, 0x1f);
        assertThat(GsmAlphabet.encode("ж")).isNull();
        assertThat(GsmAlphabet.encode("\u001b")).isNull();
        assertThat(GsmAlphabet.encode("`")).isNull();
    }

    @Test
    void lettersAndDigitsAreAsInAscii() {
        String ascii = IntStream.rangeClosed(' ', 'z')
                .filter(each -> Character.isLetterOrDigit(each) || each == ' ')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());

        assertThat(GsmAlphabet.encode(ascii))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(ascii);
    }
}
