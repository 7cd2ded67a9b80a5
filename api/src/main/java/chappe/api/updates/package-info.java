/// Updates: a box's log as the wire tells it, and the methods by which a client catches up.
///
/// Neighbours: `api.messages` renders messages, `domain.box` reads the log; `api.push` renders with
/// [PresentUpdates] too, so that push and difference cannot disagree.
@NullMarked
package chappe.api.updates;

import org.jspecify.annotations.NullMarked;
