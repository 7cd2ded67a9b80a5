package chappe.wire.layer;

import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes [Node]s as their lines lay them out. Stateless.
final class NodeWriter {
    private NodeWriter() {}

    static void object(Node node, TlWriter out) {
        out.int32(node.line().id());
        List<Field> fields = node.line().fields();
        for (int i = 0; i < fields.size(); i++) {
            Object value = node.values()[i];
            if (fields.get(i).isFlags()) out.int32(flags(i, node));
            else if (value != null) value(fields.get(i).shape(), value, out);
        }
    }

    static void value(Shape shape, Object value, TlWriter out) {
        switch (shape.kind()) {
            case FLAGS, TRUE -> {}
            case BOOL -> out.bool((Boolean) value);
            case INT -> out.int32((Integer) value);
            case LONG -> out.int64((Long) value);
            case DOUBLE -> out.float64((Double) value);
            case BYTES -> out.bytes((byte[]) value);
            case INT128, INT256 -> out.raw((byte[]) value);
            case OBJECT -> object((Node) value, out);
            case VECTOR -> vector(shape.items(), (List<?>) value, out);
        }
    }

    private static void vector(Shape item, List<?> values, TlWriter out) {
        out.int32(TlReader.VECTOR);
        out.int32(values.size());
        for (Object each : values) value(item, each, out);
    }

    private static int flags(int index, Node node) {
        int flags = 0;
        List<Field> fields = node.line().fields();
        for (int i = index + 1; i < fields.size(); i++) {
            Field field = fields.get(i);
            @Nullable Object value = node.values()[i];
            if (field.flags() == index && value != null) flags |= 1 << field.bit();
        }
        return flags;
    }
}
