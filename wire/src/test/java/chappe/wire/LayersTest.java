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
    void hasATableOfEachLayerThatAClientWasSeenToSpeak() {
        assertThat(Layers.exact()).contains(144, 145, 152, 158, 160, 167, 179, 189, 198, 204, 216, 221, 225, 227);
        for (int layer : Layers.exact()) {
            assertThat(Layers.nearest(layer)).isEqualTo(layer);
        }
    }

    @Test
    void servesALayerWithoutATableByTheNearest() {
        assertThat(Layers.nearest(1)).isEqualTo(144);
        assertThat(Layers.nearest(143)).isEqualTo(144);
        assertThat(Layers.nearest(149)).isEqualTo(152);
        assertThat(Layers.nearest(148)).isEqualTo(145);
        assertThat(Layers.nearest(159)).as("of two equally near the newer").isEqualTo(160);
        assertThat(Layers.nearest(214)).isEqualTo(216);
        assertThat(Layers.nearest(226)).isEqualTo(227);
        assertThat(Layers.of(214)).isSameAs(Layers.of(216));
    }

    @Test
    void servesWhoNamedNoLayerAndWhoIsNewerThanWeInTheNewest() {
        assertThat(Layers.NEWEST).isEqualTo(227);
        for (int layer : new int[] {Integer.MIN_VALUE, -1, 0, 227, 228, Integer.MAX_VALUE}) {
            assertThat(Layers.of(layer)).as("layer %d", layer).isSameAs(Layers.newest());
        }
    }
}
