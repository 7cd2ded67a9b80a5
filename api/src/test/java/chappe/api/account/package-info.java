/// Calls of the account topics through the dispatcher, over an embedded store.
@NullMarked
package chappe.api.account;

import org.jspecify.annotations.NullMarked;
