package chappe.domain.account;

import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.RpcError;
import org.junit.jupiter.api.Test;

final class PhoneNumbersTest {
    private final PhoneNumbers numbers = new PhoneNumbers();

    @Test
    void everySpellingOfANumberIsOneNumber() {
        """
        +49 30 901820             | 4930901820
        4930901820                | 4930901820
        +49 (0)30 90 18 20        | 4930901820
        +49-30-901820             | 4930901820
        ＋４９ ３０ ９０１８２０   | 4930901820
        +٤٩٣٠٩٠١٨٢٠               | 4930901820
        +44 20 7946 0018          | 442079460018
        +39 06 698 57001          | 390669857001
        +9996610001               | 9996610001
        99966 2 1234              | 9996621234
        """.lines().map(line -> line.split("\\|")).forEach(
                row -> assertThat(numbers.get(row[0].strip()).text()).as(row[0]).isEqualTo(row[1].strip()));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        for (String text : new String[] {
            "",
            "+",
            "12",
            "+49",
            "+1 800 FLOWERS",
            "+999661000",
            "+99966100011",
            "+9999999999",
            "hello",
            "+49\uD83D\uDE00301820",
            "1".repeat(41),
            "+".repeat(39)
        }) {
            refused(() -> numbers.get(text), RpcError.PHONE_NUMBER_INVALID);
        }
    }

    @Test
    void anAddressBookMayDialAsInItsOwnersCountry() {
        Phone berliner = numbers.get("+49 30 901820");

        assertThat(numbers.find("030 901821", berliner)).isEqualTo(new Phone(4930901821L));
        assertThat(numbers.find("+44 20 7946 0018", berliner)).isEqualTo(new Phone(442079460018L));
        assertThat(numbers.find("030 901821", numbers.get("+9996610001"))).isNull();
        assertThat(numbers.find("+030 901821", berliner)).isNull();
    }
}
