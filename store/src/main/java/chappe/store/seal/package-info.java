/// Secrets at rest: what must not be readable from a stolen disk is sealed before it becomes a row.
///
/// Neighbours: the contract below, for the proof that the key file is the store's own; `domain` and `server` above.
@NullMarked
package chappe.store.seal;

import org.jspecify.annotations.NullMarked;
