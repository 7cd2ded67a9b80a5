/// Stories: not built, and the loads say that there are none.
///
/// Neighbours: `chappe.api.present` resolves peers.
@NullMarked
package chappe.api.stories;

import org.jspecify.annotations.NullMarked;
