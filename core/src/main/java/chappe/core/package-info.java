/// The words that all rooms share: typed ids, refusals, and the limits of everything.
///
/// Neighbours: none below. `RpcError` (the error enum) is generated into this package by `tlgen`.
@NullMarked
package chappe.core;

import org.jspecify.annotations.NullMarked;
