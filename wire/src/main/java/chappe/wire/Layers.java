package chappe.wire;

import chappe.core.tl.Schema;
import java.util.Map;
import java.util.TreeMap;

/// The schemas of the layers that we speak. Immutable.
///
/// Records exist for the newest layer only. An older layer is a table beside it: it reads that layer's
/// constructors into the newest records and writes them back, field by field name. A layer without a table is
/// served by the nearest one.
public final class Layers {

    /// The layer that the records were generated from.
    public static final int NEWEST = Constructors.LAYER;

    private static final TreeMap<Integer, Schema> KNOWN = new TreeMap<>(Map.of(NEWEST, Constructors.SCHEMA));

    private Layers() {}

    /// The newest layer, MTProto's own constructors included.
    public static Schema newest() {
        return Constructors.SCHEMA;
    }

    /// The schema for a layer; of two that are equally near the newer.
    public static Schema of(int layer) {
        Map.Entry<Integer, Schema> above = KNOWN.ceilingEntry(layer);
        Map.Entry<Integer, Schema> below = KNOWN.floorEntry(layer);
        if (below == null) return above == null ? newest() : above.getValue();
        if (above == null) return below.getValue();
        boolean upward = (long) above.getKey() - layer <= (long) layer - below.getKey();
        return upward ? above.getValue() : below.getValue();
    }
}
