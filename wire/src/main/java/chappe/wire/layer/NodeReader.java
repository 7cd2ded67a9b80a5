package chappe.wire.layer;

import chappe.core.Limits;
import chappe.core.tl.TlFault;
import chappe.core.tl.TlReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads objects into [Node]s by one layer's lines. Bounded as [TlReader] is. Confined to one thread,
/// used once.
final class NodeReader {
    private static final int ITEMS_AT_ONCE = 64;

    private final Lines lines;
    private final long layer;
    private final TlReader in;
    private int depth;

    NodeReader(Lines lines, long layer, TlReader in) {
        this.lines = lines;
        this.layer = layer;
        this.in = in;
    }

    Object value(Shape shape) {
        return switch (shape.kind()) {
            case TRUE -> Boolean.TRUE;
            case BOOL -> in.bool();
            case INT, FLAGS -> in.int32();
            case LONG -> in.int64();
            case DOUBLE -> in.float64();
            case BYTES -> in.bytes();
            case INT128 -> in.raw(16);
            case INT256 -> in.raw(32);
            case OBJECT -> object(shape);
            case VECTOR -> vector(shape.items());
        };
    }

    /// The fields of a line whose id has been read.
    Node fields(Line line) {
        if (++depth > Limits.TL_DEPTH_MAX) throw new TlFault("nested too deeply");
        List<Field> fields = line.fields();
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            Field field = fields.get(i);
            if (!field.isOptional() || isSet(values[field.flags()], field.bit())) values[i] = value(field.shape());
        }
        depth--;
        return new Node(line, values);
    }

    private static boolean isSet(@Nullable Object flags, int bit) {
        return flags instanceof Integer bits && (bits >>> bit & 1) != 0;
    }

    private Node object(Shape shape) {
        int id = in.int32();
        Line line = lines.find(id, layer);
        if (line == null) line = lines.findAnywhere(id);
        if (line == null) throw new TlFault("unknown constructor " + Integer.toHexString(id));
        if (!shape.takes(line.result().name())) throw new TlFault("not a " + shape.name());
        return fields(line);
    }

    private List<Object> vector(Shape item) {
        if (in.int32() != TlReader.VECTOR) throw new TlFault("not a vector");
        int count = in.int32();
        if (count < 0 || count > in.remaining() / 4) throw new TlFault("vector longer than its bytes");
        List<Object> items = new ArrayList<>(Math.min(count, ITEMS_AT_ONCE));
        for (int i = 0; i < count; i++) items.add(value(item));
        return items;
    }
}
