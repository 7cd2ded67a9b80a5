package chappe.tlgen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordWriterTest {
    private static final String ROW = """
        package p;

        import chappe.core.tl.TlObject;
        import chappe.core.tl.TlReader;
        import chappe.core.tl.TlWriter;
        import org.jspecify.annotations.Nullable;

        /// A row.
        public record Row(boolean out, int id, @Nullable String name) implements TlObject {
            public static final int ID = 0x0000002a;

            /// Reads the fields, the constructor id having been read.
            public static Row read(TlReader in) {
                int flags = in.int32();
                boolean out = (flags & 0x1) != 0;
                int id = in.int32();
                String name = (flags & 0x2) != 0 ? in.string() : null;
                return new Row(out, id, name);
            }

            @Override
            public int constructorId() {
                return ID;
            }

            @Override
            public void write(TlWriter out) {
                out.int32(ID);
                int flags = 0;
                if (this.out) flags |= 0x1;
                if (this.name != null) flags |= 0x2;
                out.int32(flags);
                out.int32(this.id);
                if (this.name != null) out.string(this.name);
            }

            /// Builds a [Row] field by field. Confined to one thread.
            public static final class Builder {
                private boolean out;
                private final int id;
                private @Nullable String name;

                public Builder(int id) {
                    this.id = id;
                }

                public Builder out(boolean out) {
                    this.out = out;
                    return this;
                }

                public Builder name(@Nullable String name) {
                    this.name = name;
                    return this;
                }

                public Row build() {
                    return new Row(out, id, name);
                }
            }
        }
        """;

    private static String written(String text) {
        var catalogue = new Catalogue("p", TlText.read(text, ""));
        return new RecordWriter(catalogue, catalogue.definitions().getFirst()).text();
    }

    @Test
    void writesASmallRecordWhole() {
        assertThat(written("// A row.\nrow#0000002a flags:# out:flags.0?true id:int name:flags.1?string = Row;"))
                .isEqualTo(ROW);
    }

    @Test
    void keepsFieldsTogetherThatShareABit() {
        String text = written("row flags:# a:flags.3?true b:flags.3?int c:flags.3?Row d:flags.4?long = Row;");

        assertThat(text).contains("""
                    public Row {
                        if (a || b != null || c != null) {
                            a = true;
                            if (b == null) b = 0;
                            if (c == null) throw new IllegalArgumentException("no c, though its flag is set");
                        }
                    }
                """);
    }

    @Test
    void copiesListsAndComparesBytes() {
        String text = written("row a:Vector<bytes> flags:# b:flags.0?Vector<Row> c:bytes = Row;");

        assertThat(text)
                .contains("a = List.copyOf(a);")
                .contains("if (b != null) b = List.copyOf(b);")
                .contains("Arrays.deepEquals(values(), that.values())")
                .contains("{a.toArray(), b, c}")
                .contains("out.vector(this.a, TlWriter::bytes);")
                .contains("List<Row> b = (flags & 0x1) != 0 ? in.objects(Row.class) : null;");
    }

    @Test
    void keepsTheBodyOfAMessageAsTheBytesThatItsSizeSays() {
        String text = written("message msg_id:long bytes:int body:Object = Message;");

        assertThat(text)
                .contains("record Message(long msgId, byte[] body)")
                .contains("byte[] body = in.raw(bytes);")
                .contains("out.int32(this.body.length);");
        assertThat(written("result body:Object = Result;")).contains("in.raw(in.remaining())");
    }

    @Test
    void letsAWrapperAnswerAsWhatItWraps() {
        String text = written("---functions---\ninvokeAfterMsg {X:Type} msg_id:long query:!X = X;");

        assertThat(text)
                .contains("record InvokeAfterMsg(long msgId, TlMethod<?> query) implements TlMethod<Object>")
                .contains("query.writeAnyResult(out, result);")
                .contains("return query.readAnyResult(in);");
    }

    @Test
    void keepsClearOfJavasWords() {
        assertThat(written("row default:int to_string:string srp_B:bytes A:int in:int = Row;"))
                .contains("(int default_, String toString_, byte[] srpB, int a, int in_)");
    }
}
