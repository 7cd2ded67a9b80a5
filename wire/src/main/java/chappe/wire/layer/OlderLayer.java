package chappe.wire.layer;

import chappe.core.tl.Schema;
import chappe.core.tl.TlFault;
import chappe.core.tl.TlMethod;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import org.jspecify.annotations.Nullable;

/// The schema of an older layer: reads what that layer's clients say into the newest records, and
/// writes those as that layer has them. What does not differ between the two takes the records' own
/// way. Thread-safe.
///
/// It reads more than its layer: MTProto's own constructors, those of the newest layer, and those of
/// any other. An id is the hash of its line, so it cannot mean two things, and a client whose own
/// layer has no table is served by a nearby one.
public final class OlderLayer implements Schema {
    private final Lines lines;
    private final int number;
    private final long layer;
    private final Schema newest;
    private final Translation forth;
    private final Translation back;

    /// @param newest the schema of the records
    public OlderLayer(Lines lines, int number, Schema newest) {
        this.lines = lines;
        this.number = number;
        this.layer = lines.bitOf(number);
        this.newest = newest;
        this.forth = new Translation(lines, lines.newest());
        this.back = new Translation(lines, layer);
    }

    @Override
    public TlObject read(int constructorId, TlReader in) {
        Line line = lines.find(constructorId, layer);
        if (line == null) {
            if (lines.find(constructorId, lines.newest()) != null) return newest.read(constructorId, in);
            line = lines.findAnywhere(constructorId);
        }
        if (line == null || line.isSameIn(layer)) return newest.read(constructorId, in);
        Node said = new NodeReader(lines, layer, in).fields(line);
        Node node = forth.node(said);
        if (node == null) throw new TlFault("the newest layer has no " + line.name());
        var out = new TlWriter(newest);
        NodeWriter.object(node, out);
        return TlReader.readWhole(out.toBytes(), newest);
    }

    /// @throws IllegalArgumentException when the layer has nothing that could stand for the object
    @Override
    public void write(TlObject object, TlWriter out) {
        Line line = lines.find(object.constructorId(), lines.newest());
        if (line == null || line.isSameIn(layer)) {
            object.write(out);
            return;
        }
        var in = new TlReader(TlWriter.toBytes(object, newest), newest);
        in.int32();
        Node node = new NodeReader(lines, lines.newest(), in).fields(line);
        Object old = object instanceof TlMethod<?> ? back.node(node) : back.value(node, line.result());
        if (!(old instanceof Node written)) throw missing(line.name());
        NodeWriter.object(written, out);
    }

    /// Writes a method's answer, in the type that the layer's own line of the method promises.
    ///
    /// @throws IllegalArgumentException when the layer has nothing that could stand for it
    public void writeResult(TlMethod<?> method, Object result, TlWriter out) {
        Shape of = promised(method, lines.newest());
        Shape to = promised(method, layer);
        if (of == null || to == null || isSame(result, of, to)) {
            method.writeAnyResult(out, result);
            return;
        }
        var whole = new TlWriter(newest);
        method.writeAnyResult(whole, result);
        var in = new TlReader(whole.toBytes(), newest);
        Object value = back.value(new NodeReader(lines, lines.newest(), in).value(of), to);
        if (value == null) throw missing(method.methodName() + "'s answer");
        NodeWriter.value(to, value, out);
    }

    /// Reads a method's answer that was written so. For clients.
    public <R> R readResult(TlMethod<R> method, TlReader in) {
        Shape of = promised(method, layer);
        Shape to = promised(method, lines.newest());
        if (of == null || to == null) return method.readResult(in);
        Object value = forth.value(new NodeReader(lines, layer, in).value(of), to);
        if (value == null) throw new TlFault("the newest layer has no such answer to " + method.methodName());
        var out = new TlWriter(newest);
        NodeWriter.value(to, value, out);
        return method.readResult(new TlReader(out.toBytes(), newest));
    }

    @Override
    public String toString() {
        return "layer " + number;
    }

    private @Nullable Shape promised(TlMethod<?> method, long in) {
        Line line = lines.find(method.constructorId(), lines.newest());
        Line there = line == null ? null : lines.find(line.name(), in);
        return there == null
                        || there.result().kind() == Shape.Kind.OBJECT
                                && there.result().name().isEmpty()
                ? null
                : there.result();
    }

    private boolean isSame(Object result, Shape of, Shape to) {
        if (!of.equals(to)) return false;
        if (of.kind() == Shape.Kind.VECTOR) return of.items().kind() != Shape.Kind.OBJECT;
        if (!(result instanceof TlObject object)) return true;
        Line line = lines.find(object.constructorId(), lines.newest());
        return line != null && line.isSameIn(layer);
    }

    private IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("layer " + number + " has no " + name);
    }
}
