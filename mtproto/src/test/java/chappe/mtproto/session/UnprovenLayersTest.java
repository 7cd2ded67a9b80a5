package chappe.mtproto.session;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.wire.Layers;
import org.junit.jupiter.api.Test;

class UnprovenLayersTest {
    private final UnprovenLayers unproven = new UnprovenLayers();

    @Test
    void aLayerWithATableIsNotWorthAWord() {
        for (int layer : Layers.exact()) unproven.named(layer);

        assertThat(unproven.told()).isZero();
    }

    @Test
    void oneWithoutIsToldOfOnce() {
        for (int i = 0; i < 3; i++) unproven.named(214);
        unproven.named(Layers.NEWEST + 1);

        assertThat(unproven.told()).isEqualTo(2);
    }

    @Test
    void clientsThatNameAnyNumberDoNotFillTheLog() {
        for (int layer = 1000; layer < 2000; layer++) unproven.named(layer);

        assertThat(unproven.told()).isEqualTo(64);
    }
}
