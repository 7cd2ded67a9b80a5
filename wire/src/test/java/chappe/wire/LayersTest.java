package chappe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayersTest {

    @Test
    void namesEveryMethod() {
        assertThat(MethodNames.all())
                .hasSizeGreaterThan(780)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains("messages.sendMessage", "invokeWithLayer")
                .doesNotContain("ping");
    }

    @Test
    void servesALayerWithoutATableByTheNearest() {
        assertThat(Layers.NEWEST).isEqualTo(227);
        for (int layer : new int[] {Integer.MIN_VALUE, -1, 0, 1, 144, 227, 228, Integer.MAX_VALUE}) {
            assertThat(Layers.of(layer)).as("layer %d", layer).isSameAs(Layers.newest());
        }
    }
}
