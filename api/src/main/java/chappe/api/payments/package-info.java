/// Payments, stars, gifts and boosts: not built, and the loads say that nobody has or is offered any.
///
/// Neighbours: `chappe.api.present` resolves peers.
@NullMarked
package chappe.api.payments;

import org.jspecify.annotations.NullMarked;
