package chappe.mtproto.transport;

import static chappe.testkit.Hex.hex;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.testkit.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The vectors were made apart from this code, and an MTProto proxy that others wrote accepted them.
final class ObfuscationTest {
    private static final byte[] SECRET = hex("101112131415161718191a1b1c1d1e1f");
    private static final byte[] PLAIN_HEADER = hex("""
            030a11181f262d343b424950575e656c737a81888f969da4abb2b9c0c7ced5dc
            e3eaf1f8ff060d141b222930373e454c535a61686f767d84dddddddd0200b5bc # tag dd x 4, DC 2
            """);
    private static final byte[] SENT_HEADER = hex("""
            030a11181f262d343b424950575e656c737a81888f969da4abb2b9c0c7ced5dc
            e3eaf1f8ff060d141b222930373e454c535a61686f767d84 e53203abb2164f86
            """);
    private static final byte[] PACKET = hex("0c000000 000102030405060708090a0b");

    private final RandomGenerator random = Seed.random("ObfuscationTest");

    @Test
    void aClientSendsTheHeaderAndPacketOfTheVector() {
        byte[] sent = new byte[64];
        Obfuscation client = Obfuscation.start(Framing.PADDED, 2, SECRET, PLAIN_HEADER.clone(), sent);
        byte[] packet = PACKET.clone();
        client.toServer().apply(packet, 0, packet.length);

        assertThat(sent).isEqualTo(SENT_HEADER);
        assertThat(packet).isEqualTo(hex("90f5469ff05e5eb88ea5c2ae8dff29b8"));
    }

    @Test
    void withoutASecretTheHeaderEndsOtherwise() {
        byte[] sent = new byte[64];
        Obfuscation.start(Framing.PADDED, 2, new byte[0], PLAIN_HEADER.clone(), sent);

        assertThat(Arrays.copyOfRange(sent, 56, 64)).isEqualTo(hex("1490d159cbdb9f1d"));
    }

    @Test
    void aServerReadsTheVectorAndAnswersAsItSays() {
        Obfuscation server = Objects.requireNonNull(Obfuscation.find(SENT_HEADER, List.of(SECRET)));
        byte[] received = hex("90f5469ff05e5eb88ea5c2ae8dff29b8");
        server.toServer().apply(received, 0, received.length);
        byte[] answer = PACKET.clone();
        server.toClient().apply(answer, 0, answer.length);

        assertThat(server.framing()).isEqualTo(Framing.PADDED);
        assertThat(server.dc()).isEqualTo(2);
        assertThat(received).isEqualTo(PACKET);
        assertThat(answer).isEqualTo(hex("2eaaf5d1393de53c2c3ab20f5ff05e04"));
    }

    @Test
    void everyTagIsReadWithEachSecretAndWithout() {
        byte[] other = hex("202122232425262728292a2b2c2d2e2f");
        for (Framing framing : List.of(Framing.ABRIDGED, Framing.INTERMEDIATE, Framing.PADDED)) {
            for (byte[] secret : List.of(new byte[0], SECRET, other)) {
                byte[] sent = new byte[64];
                Obfuscation.start(framing, -10_003, secret, random, sent);

                Obfuscation found = Objects.requireNonNull(Obfuscation.find(sent, List.of(SECRET, other)));

                assertThat(found.framing()).isEqualTo(framing);
                assertThat(found.dc()).isEqualTo(-10_003);
            }
        }
    }

    @Test
    void aHeaderUnderAnUnknownSecretIsNone() {
        assertThat(Obfuscation.find(SENT_HEADER, List.of())).isNull();
        assertThat(Obfuscation.find(SENT_HEADER, List.of(new byte[16]))).isNull();
    }
}
