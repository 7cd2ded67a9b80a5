package chappe.wire;

import chappe.core.tl.Schema;
import chappe.core.tl.TlMethod;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.wire.layer.Lines;
import chappe.wire.layer.OlderLayer;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;

/// The schemas of the layers that we speak. Thread-safe.
///
/// Records exist for the newest layer only. An older layer is a table beside it: it reads that layer's
/// constructors into the newest records and writes them back, field by field name. A layer without a
/// table is served by the nearest one.
public final class Layers {

    /// The layer that the records were generated from.
    public static final int NEWEST = Constructors.LAYER;

    /// The tables are read when the first client of an older layer comes.
    private static final class Older {
        static final Lines LINES = Lines.load();
        static final ConcurrentHashMap<Integer, OlderLayer> SCHEMAS = new ConcurrentHashMap<>();

        private Older() {}

        static OlderLayer of(int layer) {
            return SCHEMAS.computeIfAbsent(layer, number -> new OlderLayer(LINES, number, newest()));
        }
    }

    private Layers() {}

    /// The newest layer, MTProto's own constructors included.
    public static Schema newest() {
        return Constructors.SCHEMA;
    }

    /// The numbers of all layers that have a table, the newest included.
    public static NavigableSet<Integer> exact() {
        return Older.LINES.layers();
    }

    /// The schema for a layer; of two that are equally near the newer. Who has not named a layer yet
    /// gets the newest.
    public static Schema of(int layer) {
        int nearest = nearest(layer);
        return nearest == NEWEST ? newest() : Older.of(nearest);
    }

    /// The number of the layer whose table serves a client of the given one: the same, unless we have
    /// none of it.
    public static int nearest(int layer) {
        if (layer <= 0 || layer >= NEWEST) return NEWEST;
        Integer above = exact().ceiling(layer);
        Integer below = exact().floor(layer);
        if (below == null || above == null) return above == null ? NEWEST : above;
        return above - layer <= layer - below ? above : below;
    }

    /// Writes the answer to a call as the caller's layer has it.
    ///
    /// @throws IllegalArgumentException when that layer has nothing that could stand for it
    public static <R> byte[] toBytes(int layer, TlMethod<R> method, R result) {
        Schema schema = of(layer);
        var out = new TlWriter(schema);
        if (schema instanceof OlderLayer older) older.writeResult(method, result, out);
        else method.writeResult(out, result);
        return out.toBytes();
    }

    /// Reads the answer to a call from a layer's bytes, for clients.
    public static <R> R readResult(int layer, TlMethod<R> method, TlReader in) {
        return of(layer) instanceof OlderLayer older ? older.readResult(method, in) : method.readResult(in);
    }
}
