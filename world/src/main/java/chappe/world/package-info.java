/// Conversations with a real server: [chappe.world.World] runs one, [chappe.world.TestClient] talks to it.
/// For tests and the load generator only.
///
/// Neighbours: the pure parts of `mtproto` and the records of `wire` below; `server`, which `World` starts in
/// process.
@NullMarked
package chappe.world;

import org.jspecify.annotations.NullMarked;
