package chappe.mtproto.transport;

import static chappe.testkit.Hex.hex;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class SnifferTest {
    private static final List<Sniffer> ALL = all();

    private final RandomGenerator random = Seed.random("SnifferTest");

    @Test
    void knowsTheOpeningsOfMtproto() {
        assertThat(ask(hex("ef"))).isEqualTo(new Sniffer.Answer.Mtproto(Framing.ABRIDGED, 1, null));
        assertThat(ask(hex("eeeeeeee"))).isEqualTo(new Sniffer.Answer.Mtproto(Framing.INTERMEDIATE, 4, null));
        assertThat(ask(hex("dddddddd"))).isEqualTo(new Sniffer.Answer.Mtproto(Framing.PADDED, 4, null));
        assertThat(ask(hex("34000000 00000000"))).isEqualTo(new Sniffer.Answer.Mtproto(Framing.FULL, 0, null));
    }

    @Test
    void knowsHttpByItsMethods() {
        for (String request : List.of("GET / HTTP/1.1", "POST /api", "HEAD /", "OPTIONS *")) {
            byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);

            assertThat(ask(bytes)).isEqualTo(new Sniffer.Answer.Http());
            for (int length = 1; length < 4; length++) {
                assertThat(ask(Arrays.copyOf(bytes, length))).isEqualTo(Sniffer.Answer.MORE);
            }
        }
    }

    @Test
    void asksForMoreUntilItCanSay() {
        for (String whole : List.of("eeeeeeee", "dddddddd", "3400000000000000")) {
            byte[] bytes = hex(whole);
            for (int length = 1; length < bytes.length; length++) {
                assertThat(ask(Arrays.copyOf(bytes, length))).isEqualTo(Sniffer.Answer.MORE);
            }
        }
    }

    @Test
    void knowsAnObfuscationHeaderByItsLastByteAndNotBefore() {
        for (int i = 0; i < 200; i++) {
            byte[] header = new byte[64];
            Obfuscation.start(Framing.INTERMEDIATE, 1, new byte[0], random, header);

            for (int length = 1; length < 64; length++) {
                assertThat(ask(Arrays.copyOf(header, length))).isEqualTo(Sniffer.Answer.MORE);
            }
            assertThat(ask(header)).isInstanceOf(Sniffer.Answer.Mtproto.class);
        }
    }

    @Test
    void saysNoToRandomBytes() {
        byte[] noise = new byte[64];
        random.nextBytes(noise);
        noise[0] = 1;

        assertThat(ask(noise)).isEqualTo(Sniffer.Answer.NO);
    }

    private static Sniffer.Answer ask(byte[] first) {
        return Sniffer.ask(ALL, first);
    }

    private static List<Sniffer> all() {
        List<Sniffer> all = new ArrayList<>(List.of(Sniffer.HTTP));
        all.addAll(Sniffer.mtproto(List.of()));
        return List.copyOf(all);
    }
}
