/// The embedded engine under the suites, and what only it promises.
@NullMarked
package chappe.store.embedded;

import org.jspecify.annotations.NullMarked;
