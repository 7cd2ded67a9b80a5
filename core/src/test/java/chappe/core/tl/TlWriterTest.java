package chappe.core.tl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TlWriterTest {
    private static final Schema NONE = new Schema() {
        @Override
        public TlObject read(int constructorId, TlReader in) {
            throw new TlFault("unknown");
        }

        @Override
        public void write(TlObject object, TlWriter out) {
            object.write(out);
        }
    };

    private final TlWriter out = new TlWriter(NONE);

    private String hex() {
        return HexFormat.of().formatHex(out.toBytes());
    }

    @Test
    void writesNumbersLowestByteFirst() {
        out.int32(1);
        out.int64(-2);
        out.float64(1.0);
        out.bool(true);
        out.bool(false);

        assertThat(hex()).isEqualTo("01000000" + "feffffffffffffff" + "000000000000f03f" + "b5757299" + "379779bc");
    }

    @Test
    void writesBytesInTheShorterLengthFormWithZerosToAWord() {
        out.bytes(new byte[0]);
        out.string("abc");
        out.string("abcd");

        assertThat(hex()).isEqualTo("00000000" + "03616263" + "0461626364000000");
    }

    @Test
    void changesTheLengthFormAt254() {
        out.bytes(new byte[253]);
        assertThat(out.size()).isEqualTo(256);

        out.bytes(new byte[254]);

        assertThat(out.size()).isEqualTo(256 + 4 + 256);
        assertThat(hex().substring(512, 520)).isEqualTo("fefe0000");
    }

    @Test
    void readsBackBytesOfEveryLengthAroundTheForms() {
        for (int length : IntStream.concat(IntStream.range(0, 600), IntStream.of(65535, 65536, 0xffffff))
                .toArray()) {
            byte[] value = new byte[length];
            for (int i = 0; i < length; i++) value[i] = (byte) (i | 1);
            var each = new TlWriter(NONE);
            each.bytes(value);

            var in = new TlReader(each.toBytes(), NONE);

            assertThat(each.size() % 4).isZero();
            assertThat(in.bytes()).isEqualTo(value);
            in.expectEnd();
        }
    }

    @Test
    void refusesBytesThatALengthCannotSay() {
        assertThatThrownBy(() -> out.bytes(new byte[0x1000000])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void growsByWhatItIsGiven() {
        out.raw(new byte[1_000_000]);
        out.int32(7);

        assertThat(out.size()).isEqualTo(1_000_004);
        assertThat(out.toBytes()[1_000_000]).isEqualTo((byte) 7);
    }

    @Test
    void writesVectorsWithTheirIdAndCount() {
        out.vector(List.of(1, 2), TlWriter::int32);
        out.bareVector(List.of(3L), TlWriter::int64);

        assertThat(hex())
                .isEqualTo("15c4b51c" + "02000000" + "01000000" + "02000000" + "01000000" + "0300000000000000");
    }

    @Test
    void writesInt128AndInt256AsTheyCame() {
        byte[] bytes = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        var in = new TlReader(bytes, NONE);

        out.int256(in.int256());

        assertThat(out.toBytes()).isEqualTo(bytes);
    }
}
