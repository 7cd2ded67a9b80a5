/// Boxes against the embedded store: rules, offset forms, refusals, and a simulation.
@NullMarked
package chappe.domain.box;

import org.jspecify.annotations.NullMarked;
