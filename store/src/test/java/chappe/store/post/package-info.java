/// The post office over any engine.
@NullMarked
package chappe.store.post;

import org.jspecify.annotations.NullMarked;
