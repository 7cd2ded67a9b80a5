package chappe.mtproto.transport;

import static chappe.testkit.Hex.hex;
import static chappe.testkit.Splits.forEverySplit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.testkit.Seed;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FramingTest {
    private static final int LIMIT = 4096;

    private final RandomGenerator random = Seed.random("FramingTest");

    @Test
    void abridgedLooksLikeTheDocsSay() {
        forEverySplit(
                hex("""
                        02 0102030405060708               # two words
                        7f 800000 %s                      # 128 words: the length in three bytes
                        82 1112131415161718               # two words, quick ack wanted
                        """.formatted("22".repeat(512))),
                parts -> assertThat(read(Framing.ABRIDGED, parts))
                        .containsExactly("0102030405060708", "22".repeat(512), "1112131415161718 ack"));
    }

    @Test
    void intermediateLooksLikeTheDocsSay() {
        forEverySplit(
                hex("08000000 0102030405060708  08000080 1112131415161718"),
                parts -> assertThat(read(Framing.INTERMEDIATE, parts))
                        .containsExactly("0102030405060708", "1112131415161718 ack"));
    }

    @Test
    void fullLooksLikeTheDocsSay() {
        byte[] first = Framing.FULL.wrap(hex("0102030405060708"), 0, false, random);
        assertThat(Arrays.copyOf(first, 16)).isEqualTo(hex("14000000 00000000 0102030405060708"));
        byte[] second = Framing.FULL.wrap(hex("1112131415161718"), 1, false, random);

        forEverySplit(
                joined(first, second),
                parts -> assertThat(read(Framing.FULL, parts)).containsExactly("0102030405060708", "1112131415161718"));
    }

    @Test
    void paddedDropsUpToFifteenBytesByTheStructureOfTheMessage() {
        String encrypted = "ff".repeat(24) + "ee".repeat(32);
        String unencrypted = "00".repeat(8) + "11".repeat(8) + "14000000" + "22".repeat(20);
        for (int padding = 0; padding <= 15; padding++) {
            for (String frame : List.of(encrypted, unencrypted)) {
                byte[] body = hex(frame + "99".repeat(padding));
                byte[] stream = joined(new byte[] {(byte) body.length, 0, 0, 0}, body);

                assertThat(read(Framing.PADDED, List.of(stream))).containsExactly(frame);
            }
        }
    }

    @Test
    void paddedPadsDifferently() {
        byte[] frame = new byte[56];
        frame[0] = 1;
        long sizes = random.ints(200)
                .map(_ -> Framing.PADDED.wrap(frame, 0, false, random).length)
                .distinct()
                .count();

        assertThat(sizes).isGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void readsWhatItWritesHoweverItArrives(Framing framing) {
        var writer = new FrameWriter(framing, random);
        byte[] one = message(24 + 16);
        byte[] two = message(24 + 16 * 40);
        byte[] stream = joined(writer.frame(one, false), writer.frame(two, false));

        forEverySplit(stream, parts -> assertThat(read(framing, parts)).containsExactly(hex(one), hex(two)));
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void takesAFrameAtTheLimitAndNoneBeyond(Framing framing) {
        int atLimit = 24 + (LIMIT - 24) / 16 * 16;
        byte[] most = message(atLimit);
        var allowed = new FrameReader(framing, false, framing == Framing.PADDED ? atLimit + 15 : atLimit);
        var tooSmall = new FrameReader(framing, false, atLimit - 4);
        byte[] stream = new FrameWriter(framing, random).frame(most, false);
        var sink = new Sink();

        allowed.feed(stream, 0, stream.length, sink);

        assertThat(sink.got).containsExactly(hex(most));
        assertThatThrownBy(() -> tooSmall.feed(stream, 0, stream.length, sink)).isInstanceOf(StreamFault.class);
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void refusesAnEmptyFrame(Framing framing) {
        byte[] empty = framing == Framing.FULL ? Framing.FULL.wrap(new byte[0], 0, false, random) : new byte[4];

        assertThatThrownBy(() -> read(framing, List.of(empty))).isInstanceOf(StreamFault.class);
    }

    @Test
    void refusesLengthsThatCannotBe() {
        assertThatThrownBy(() -> read(Framing.INTERMEDIATE, List.of(hex("07000000"))))
                .isInstanceOf(StreamFault.class);
        assertThatThrownBy(() -> read(Framing.INTERMEDIATE, List.of(hex("ffffff7f"))))
                .isInstanceOf(StreamFault.class);
        assertThatThrownBy(() -> read(Framing.FULL, List.of(hex("0b000000")))).isInstanceOf(StreamFault.class);
        assertThatThrownBy(() -> read(Framing.FULL, List.of(hex("ffffffff")))).isInstanceOf(StreamFault.class);
        assertThatThrownBy(() -> read(Framing.PADDED, List.of(hex("03000000 010203"))))
                .isInstanceOf(StreamFault.class);
        assertThatThrownBy(() -> read(Framing.PADDED, List.of(hex("14000000" + "00".repeat(16) + "01000000"))))
                .isInstanceOf(StreamFault.class);
    }

    @Test
    void fullRefusesAFrameOutOfItsTurnAndAWrongChecksum() {
        byte[] second = Framing.FULL.wrap(message(40), 1, false, random);
        byte[] torn = Framing.FULL.wrap(message(40), 0, false, random);
        torn[20] ^= 1;

        assertThatThrownBy(() -> read(Framing.FULL, List.of(second))).hasMessageContaining("turn");
        assertThatThrownBy(() -> read(Framing.FULL, List.of(torn))).hasMessageContaining("checksum");
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void aClientReadsErrorsAndQuickAcks(Framing framing) {
        var writer = new FrameWriter(framing, random);
        byte[] stream = joined(writer.quickAck(0x12345678), writer.error(-404), writer.frame(message(40), false));

        forEverySplit(stream, parts -> {
            var sink = new Sink();
            var reader = new FrameReader(framing, true, LIMIT);
            for (byte[] part : parts) reader.feed(part, 0, part.length, sink);

            List<String> expected = new ArrayList<>(List.of("6cfeffff")); // −404, little-endian
            if (framing != Framing.FULL) expected.addFirst("token 92345678");
            assertThat(sink.got.subList(0, expected.size())).isEqualTo(expected);
            assertThat(sink.got).hasSize(expected.size() + 1);
        });
    }

    @Test
    void anAnnouncedLengthAloneTakesNoMemory() {
        List<FrameReader> readers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            var reader = new FrameReader(Framing.INTERMEDIATE, false, 1 << 24);
            byte[] head = hex("fcffff00 01");
            reader.feed(head, 0, head.length, new Sink());
            readers.add(reader);
        }

        // 10,000 announcements of 16 MiB would be 160 GB; the test's heap has one.
        assertThat(readers).hasSize(10_000);
    }

    private static List<String> read(Framing framing, List<byte[]> parts) {
        var reader = new FrameReader(framing, false, LIMIT);
        var sink = new Sink();
        for (byte[] part : parts) reader.feed(part, 0, part.length, sink);
        return sink.got;
    }

    /// Looks like an encrypted message: no zero key, whole blocks after 24 bytes.
    private byte[] message(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        bytes[0] |= 1;
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) out.writeBytes(part);
        return out.toByteArray();
    }

    private static final class Sink implements FrameReader.Sink {
        final List<String> got = new ArrayList<>();

        @Override
        public void frame(byte[] frame, boolean wantsQuickAck) {
            got.add(hex(frame) + (wantsQuickAck ? " ack" : ""));
        }

        @Override
        public void quickAck(int token) {
            got.add("token " + Integer.toHexString(token));
        }
    }
}
