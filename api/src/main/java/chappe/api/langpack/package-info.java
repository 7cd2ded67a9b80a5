/// Language packs: which translations of a client's texts the server has. It has none.
///
/// Neighbours: `chappe.api.rpc` alone.
@NullMarked
package chappe.api.langpack;

import org.jspecify.annotations.NullMarked;
