/// Backup and restore of a server with the embedded engine (rule R12).
///
/// Neighbours: the engine, the post office and the vault below; the command line above.
@NullMarked
package chappe.store.backup;

import org.jspecify.annotations.NullMarked;
