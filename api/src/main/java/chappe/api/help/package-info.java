/// What a client asks of the server itself: configuration, countries, notices.
///
/// Neighbours: `chappe.domain.account` holds the rules; `chappe.api.present` resolves and presents.
@NullMarked
package chappe.api.help;

import org.jspecify.annotations.NullMarked;
