/// People: what is shown of them.
///
/// Neighbours: `chappe.domain.account` holds the rules; `chappe.api.present` resolves and presents.
@NullMarked
package chappe.api.users;

import org.jspecify.annotations.NullMarked;
