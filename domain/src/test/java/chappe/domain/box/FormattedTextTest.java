package chappe.domain.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.core.RpcError;
import chappe.domain.box.Entity.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FormattedTextTest {

    @Test
    void theTextIsTrimmedAndItsStylingMovesAlong() {
        var text = new FormattedText(" \n hello \n", List.of(bold(0, 10), italic(3, 2), bold(8, 2)));

        assertThat(text.text()).isEqualTo("hello");
        assertThat(text.entities()).containsExactly(bold(0, 5), italic(0, 2));
    }

    @Test
    void lengthsAreCountedInUtf16Units() {
        assertThat(new FormattedText("\ud83d\ude00".repeat(2_048), List.of()).text())
                .hasSize(4_096);
        assertRefused("\ud83d\ude00".repeat(2_049), List.of(), RpcError.MESSAGE_TOO_LONG);
        assertThat(new FormattedText("  " + "x".repeat(4_096) + "  ", List.of()).text())
                .hasSize(4_096);
    }

    @Test
    void anEmptyTextIsRefused() {
        assertRefused("", List.of(), RpcError.MESSAGE_EMPTY);
        assertRefused(" \t\n\u2003", List.of(), RpcError.MESSAGE_EMPTY);
    }

    @Test
    void stylingOutsideTheTextIsRefused() {
        assertThatThrownBy(() -> bold(-1, 1)).hasMessage(RpcError.ENTITY_BOUNDS_INVALID.name());
        assertThatThrownBy(() -> bold(0, 0)).hasMessage(RpcError.ENTITY_BOUNDS_INVALID.name());
        assertRefused("abc", List.of(bold(0, 4)), RpcError.ENTITY_BOUNDS_INVALID);
        assertRefused("abc", List.of(bold(3, 1)), RpcError.ENTITY_BOUNDS_INVALID);
        assertRefused("abc", List.of(bold(2, Integer.MAX_VALUE)), RpcError.ENTITY_BOUNDS_INVALID);
        assertRefused("abc", List.of(bold(Integer.MAX_VALUE, 2)), RpcError.ENTITY_BOUNDS_INVALID);
    }

    @Test
    void stylingThatCutsACharacterInTwoIsRefused() {
        assertRefused("\ud83d\ude00", List.of(bold(0, 1)), RpcError.ENTITY_BOUNDS_INVALID);
        assertRefused("\ud83d\ude00", List.of(bold(1, 1)), RpcError.ENTITY_BOUNDS_INVALID);
        assertThat(new FormattedText("\ud83d\ude00", List.of(bold(0, 2))).entities())
                .hasSize(1);
    }

    @Test
    void stylingsThatCrossAreSplitSoThatTheyNest() {
        var text = new FormattedText("0123456789", List.of(italic(3, 5), bold(0, 5)));

        assertThat(text.entities()).containsExactly(bold(0, 5), italic(3, 2), italic(5, 3));
    }

    @Test
    void theSameStylingTwiceIsKeptOnce() {
        assertThat(new FormattedText("abc", List.of(bold(0, 3), bold(0, 3))).entities())
                .containsExactly(bold(0, 3));
    }

    @Test
    void tooManyStylingsAreRefusedAlsoWhenSplittingMakesThem() {
        List<Entity> many = IntStream.range(0, 101).mapToObj(i -> bold(i, 1)).toList();
        List<Entity> crossing =
                IntStream.range(0, 60).mapToObj(i -> bold(i, 60)).toList();

        assertRefused("x".repeat(200), many, RpcError.ENTITIES_TOO_LONG);
        assertRefused("x".repeat(200), crossing, RpcError.ENTITIES_TOO_LONG);
    }

    private static void assertRefused(String text, List<Entity> entities, RpcError error) {
        assertThatThrownBy(() -> new FormattedText(text, entities)).hasMessage(error.name());
    }

    private static Entity bold(int offset, int length) {
        return new Entity(Kind.BOLD, offset, length);
    }

    private static Entity italic(int offset, int length) {
        return new Entity(Kind.ITALIC, offset, length);
    }
}
