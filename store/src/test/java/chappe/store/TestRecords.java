package chappe.store;

import chappe.core.tl.Schema;
import chappe.core.tl.TlFault;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;

/// Two records for the suites, written by hand so that they need no released line in `store.tl`.
public final class TestRecords {

    /// Knows both records.
    public static final Schema SCHEMA = new Known(true);

    /// An older release: knows no [Parcel].
    public static final Schema OLDER = new Known(false);

    /// A line of text.
    public record Note(String text) implements TlObject {
        static final int ID = 0x00000011;

        @Override
        public int constructorId() {
            return ID;
        }

        @Override
        public void write(TlWriter out) {
            out.int32(ID);
            out.string(text);
        }
    }

    /// A number.
    public record Parcel(long weight) implements TlObject {
        static final int ID = 0x00000012;

        @Override
        public int constructorId() {
            return ID;
        }

        @Override
        public void write(TlWriter out) {
            out.int32(ID);
            out.int64(weight);
        }
    }

    private record Known(boolean isParcelKnown) implements Schema {
        @Override
        public TlObject read(int constructorId, TlReader in) {
            if (constructorId == Note.ID) return new Note(in.string());
            if (constructorId == Parcel.ID && isParcelKnown) return new Parcel(in.int64());
            throw new TlFault("unknown constructor");
        }

        @Override
        public void write(TlObject object, TlWriter out) {
            object.write(out);
        }
    }

    private TestRecords() {}
}
