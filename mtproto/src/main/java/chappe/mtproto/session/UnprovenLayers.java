package chappe.mtproto.session;

import chappe.wire.Layers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the operator once of each layer that clients speak and no table was made for: it is served by the
/// nearest, which may be wrong for whatever changed in between. Thread-safe.
final class UnprovenLayers {
    private static final Logger LOG = LoggerFactory.getLogger(UnprovenLayers.class);

    /// A client may name any number: so many are told of, then no more.
    private static final int TOLD_MAX = 64;

    private final Set<Integer> told = ConcurrentHashMap.newKeySet();

    void named(int layer) {
        int nearest = Layers.nearest(layer);
        if (nearest == layer || told.size() >= TOLD_MAX || !told.add(layer)) return;
        LOG.warn("layer={} has no table of its own, served as layer={}: unproven", layer, nearest);
    }

    int told() {
        return told.size();
    }
}
