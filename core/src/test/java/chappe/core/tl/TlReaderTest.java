package chappe.core.tl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.core.Limits;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlReaderTest {

    /// A schema of one constructor: `box#00000001 inside:Object` holding another, and `end#00000002`.
    private static final Schema NESTED = new Schema() {
        @Override
        public TlObject read(int constructorId, TlReader in) {
            return switch (constructorId) {
                case 1 -> in.object();
                case 2 -> new End();
                default -> throw new TlFault("unknown");
            };
        }

        @Override
        public void write(TlObject object, TlWriter out) {
            object.write(out);
        }
    };

    private record End() implements TlObject {
        @Override
        public int constructorId() {
            return 2;
        }

        @Override
        public void write(TlWriter out) {
            out.int32(2);
        }
    }

    private static TlReader reader(String hex) {
        return new TlReader(HexFormat.of().parseHex(hex.replace(" ", "")), NESTED);
    }

    @Test
    void readsNumbersLowestByteFirst() {
        TlReader in = reader("01000000 feffffffffffffff 000000000000f03f b5757299 379779bc");

        assertThat(in.int32()).isEqualTo(1);
        assertThat(in.int64()).isEqualTo(-2);
        assertThat(in.float64()).isEqualTo(1.0);
        assertThat(in.bool()).isTrue();
        assertThat(in.bool()).isFalse();
        in.expectEnd();
    }

    @Test
    void readsBytesInBothLengthForms() {
        assertThat(reader("00000000").bytes()).isEmpty();
        assertThat(reader("03616263").bytes()).isEqualTo(new byte[] {'a', 'b', 'c'});
        assertThat(reader("0461626364000000").bytes()).hasSize(4);
        assertThat(reader("fe010000 61000000").bytes()).isEqualTo(new byte[] {'a'});
    }

    @Test
    void takesThePaddingWithTheBytes() {
        TlReader in = reader("0161ffff 02000000");

        assertThat(in.string()).isEqualTo("a");

        assertThat(in.int32()).isEqualTo(2);
    }

    @Test
    void readsAsMuchAsALengthCanSay() {
        byte[] bytes = new byte[4 + 0xffffff + 1];
        Arrays.fill(bytes, 0, 4, (byte) 0xff);
        bytes[0] = (byte) 0xfe;

        assertThat(new TlReader(bytes, NESTED).bytes()).hasSize(0xffffff);
    }

    @Test
    void refusesBytesThatAreNotThere() {
        for (String hex :
                List.of("", "03", "0361", "036162", "05616263 6465", "feffffff", "fe0400", "fe050000 61626364")) {
            assertThatThrownBy(() -> reader(hex).bytes()).as(hex).isInstanceOf(TlFault.class);
        }
    }

    @Test
    void refusesTheLengthFormThatIsNotDefined() {
        assertThatThrownBy(() -> reader("ff000000 00000000").bytes()).isInstanceOf(TlFault.class);
    }

    @Test
    void refusesWhatIsNotUtf8ButKeepsTheReplacementCharacter() {
        assertThat(reader("03efbfbd").string()).isEqualTo("\ufffd");
        assertThat(reader("04f09f98 80000000").string()).isEqualTo("\ud83d\ude00");
        for (String hex : List.of("01ff0000", "02c08000", "03eda080", "04efbfbd ff000000", "02c3280000")) {
            assertThatThrownBy(() -> reader(hex).string()).as(hex).isInstanceOf(TlFault.class);
        }
    }

    @Test
    void refusesAVectorThatIsLongerThanItsBytes() {
        String vector = "15c4b51c";

        assertThat(reader(vector + "01000000 07000000").vector(TlReader::int32)).containsExactly(7);
        for (String count : List.of("02000000", "ffffff7f", "ffffffff", "00000080")) {
            String hex = vector + count + "07000000";
            assertThatThrownBy(() -> reader(hex).vector(TlReader::int32))
                    .as(count)
                    .isInstanceOf(TlFault.class);
            assertThatThrownBy(() -> reader(hex).objects(End.class)).as(count).isInstanceOf(TlFault.class);
        }
        assertThatThrownBy(() -> reader("16c4b51c 00000000").vector(TlReader::int32))
                .isInstanceOf(TlFault.class);
    }

    @Test
    void readsMoreItemsThanItMakesRoomForAtOnce() {
        var out = new TlWriter(NESTED);
        List<Integer> items = java.util.stream.IntStream.range(0, 1000).boxed().toList();
        out.vector(items, TlWriter::int32);

        assertThat(new TlReader(out.toBytes(), NESTED).vector(TlReader::int32)).isEqualTo(items);
    }

    @Test
    void followsObjectsOnlySoDeep() {
        String deepest = "01000000".repeat(Limits.TL_DEPTH_MAX - 1) + "02000000";

        assertThat(reader(deepest).object()).isEqualTo(new End());
        assertThatThrownBy(() -> reader("01000000" + deepest).object()).isInstanceOf(TlFault.class);
    }

    @Test
    void countsTheDepthOnUnderAnotherSchema() {
        TlReader in = reader("01000000".repeat(Limits.TL_DEPTH_MAX) + "02000000");
        Schema passing = new Schema() {
            @Override
            public TlObject read(int constructorId, TlReader outer) {
                return outer.withSchema(NESTED).object();
            }

            @Override
            public void write(TlObject object, TlWriter out) {
                object.write(out);
            }
        };

        assertThatThrownBy(() -> in.withSchema(passing).object()).isInstanceOf(TlFault.class);
    }

    @Test
    void refusesAnObjectOfAnotherType() {
        assertThatThrownBy(() -> reader("02000000").object(TlMethod.class)).isInstanceOf(TlFault.class);
    }

    @Test
    void wantsAWholeObjectToEndWithItsBytes() {
        byte[] more = HexFormat.of().parseHex("0200000000000000");

        assertThatThrownBy(() -> TlReader.readWhole(more, NESTED)).isInstanceOf(TlFault.class);
        assertThat(TlReader.readWhole(Arrays.copyOf(more, 4), NESTED)).isEqualTo(new End());
    }

    @Test
    void staysWithinItsPartOfAnArray() {
        byte[] bytes = HexFormat.of().parseHex("ffffffff 01000000 ffffffff".replace(" ", ""));

        TlReader in = new TlReader(bytes, 4, 8, NESTED);

        assertThat(in.int32()).isEqualTo(1);
        assertThatThrownBy(in::int32).isInstanceOf(TlFault.class);
        assertThatThrownBy(() -> new TlReader(bytes, 4, 13, NESTED)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void readsRawBytesWithinBounds() {
        TlReader in = reader("0102030405060708");

        assertThat(in.raw(3)).isEqualTo(new byte[] {1, 2, 3});
        assertThatThrownBy(() -> in.raw(6)).isInstanceOf(TlFault.class);
        assertThatThrownBy(() -> in.raw(-1)).isInstanceOf(TlFault.class);
        assertThatThrownBy(() -> in.raw(Integer.MAX_VALUE)).isInstanceOf(TlFault.class);
    }

    @Test
    void showsInt128AsItsWireBytesAndHidesInt256() {
        TlReader in = reader("000102030405060708090a0b0c0d0e0f");

        assertThat(in.int128()).hasToString("000102030405060708090a0b0c0d0e0f");
        assertThat(new Int256(new Int128(1, 2), new Int128(3, 4))).hasToString("Int256");
    }
}
