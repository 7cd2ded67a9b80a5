/// The store contract: partitions, commits that never span them, and letters for what must change elsewhere.
///
/// Neighbours: `domain` above; engines below (`embedded` here, others in rooms of their own). Nothing outside `domain`,
/// `store` and `server`'s wiring sees a [Change]. Rules R1 to R14 of the design are kept here or drawn at the type that
/// keeps them.
@NullMarked
package chappe.store;

import org.jspecify.annotations.NullMarked;
