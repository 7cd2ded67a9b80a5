/// The embedded engine: one RocksDB, one committing thread, one fsync for all commits that wait at the time.
///
/// Neighbours: `chappe.store` above, RocksDB below; nothing else sees its types. The keys of the one database:
///
/// ```
/// 00
/// ├─ "format"                          number of the key layout and record forms (rule R13)
/// └─ "epoch"                           number of the restores that this store has seen (rule R12)
/// 01 <partition>
/// ├─ 00                                head: version, whether closed, wake mark
/// ├─ 01 <key>                          the rows of the contract
/// ├─ 02 <to>                           number of the last letter posted to `to`
/// ├─ 03 <from>                         number of the last letter taken from `from`
/// └─ 04 <from> <number>                a letter that was put aside, whole
/// 02 <from> <to> <number>              a letter on its way: 00 <body>, or 01 <number of a shared body>
/// 03 <from> <number>                   a body shared by many addressees
/// 04 <time> <partition>                wake mark, repeats the head's
///
/// <partition> = kind, then 8 bytes big-endian, or the name in UTF-8 and 00
/// ```
///
/// A commit writes rows below `01` of its own partition only; the letters it posts go below `02` and `03` of
/// its own partition. The one exception: a commit that takes a letter removes it from the sender's outbox in
/// the same batch, since here both lie in one database (rule R2 lets an engine do so).
@NullMarked
package chappe.store.embedded;

import org.jspecify.annotations.NullMarked;
