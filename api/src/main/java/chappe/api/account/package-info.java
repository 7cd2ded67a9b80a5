/// The caller's own account: profile, online status, password.
///
/// Neighbours: `chappe.domain.account` holds the rules; `chappe.api.present` resolves and presents.
@NullMarked
package chappe.api.account;

import org.jspecify.annotations.NullMarked;
