/// Logging in and out: codes, sign-in, sign-up.
///
/// Neighbours: `chappe.domain.account` holds the rules; `chappe.api.present` resolves and presents.
@NullMarked
package chappe.api.auth;

import org.jspecify.annotations.NullMarked;
