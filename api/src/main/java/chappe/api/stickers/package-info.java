/// Stickers, custom emoji and what sorts them: none of them are built, and the loads say so.
///
/// Neighbours: `chappe.api.rpc` alone.
@NullMarked
package chappe.api.stickers;

import org.jspecify.annotations.NullMarked;
