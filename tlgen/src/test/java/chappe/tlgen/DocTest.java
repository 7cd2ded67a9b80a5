package chappe.tlgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DocTest {

    @Test
    void leavesTheWordsOfHtmlAndLinks() {
        assertThat(
                        Doc.plain(
                                "See <a href=\"https://x.y\">here</a>, {@link messages.RawSendMessageRequest} &amp; {@link RawUser}"))
                .isEqualTo("See here, messages.SendMessage & User");
    }

    @Test
    void takesTheMeaningOutOfSigns() {
        assertThat(Doc.plain("[a] *b* @c {d} 1 &lt; 2")).isEqualTo("\\[a\\] \\*b\\* \\@c \\{d\\} 1 \\< 2");
    }

    @Test
    void breaksLongLinesAndIndentsLists() {
        String text = Doc.comment(
                "    ",
                List.of(
                        "Word ".repeat(40).strip(),
                        "",
                        "- `a`: " + "word ".repeat(40).strip()));

        assertThat(text.lines())
                .allSatisfy(line -> assertThat(line).startsWith("    ///").hasSizeLessThan(130));
        assertThat(text.lines().filter(line -> line.startsWith("    ///   word")))
                .isNotEmpty();
    }
}
