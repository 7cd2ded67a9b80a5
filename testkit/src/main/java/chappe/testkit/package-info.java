/// What tests share: a clock that is turned by hand, annotated hex, splits, and seeds that are printed. Test scope
/// only.
@NullMarked
package chappe.testkit;

import org.jspecify.annotations.NullMarked;
