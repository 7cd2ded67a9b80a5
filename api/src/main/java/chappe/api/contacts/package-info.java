/// Contacts: address books, lists, search.
///
/// Neighbours: `chappe.domain.account` holds the rules; `chappe.api.present` resolves and presents.
@NullMarked
package chappe.api.contacts;

import org.jspecify.annotations.NullMarked;
