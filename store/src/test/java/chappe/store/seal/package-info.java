/// What the vault promises.
@NullMarked
package chappe.store.seal;

import org.jspecify.annotations.NullMarked;
