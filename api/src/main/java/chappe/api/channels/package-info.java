/// Channels and groups: not built, and the loads say that the caller is in none.
///
/// Neighbours: `chappe.api.present` resolves peers.
@NullMarked
package chappe.api.channels;

import org.jspecify.annotations.NullMarked;
