/// The suites that every engine passes unchanged, and what they share.
@NullMarked
package chappe.store;

import org.jspecify.annotations.NullMarked;
