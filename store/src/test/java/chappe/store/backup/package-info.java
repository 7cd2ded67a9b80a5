/// What backup and restore promise.
@NullMarked
package chappe.store.backup;

import org.jspecify.annotations.NullMarked;
