/// A user's box: messages, dialogs and the log that push and difference read. One partition each, one commit a
/// change.
///
/// Neighbours: `api.messages`, `api.updates` and `api.push` call in; the post office brings letters from
/// other boxes, and by [Notices] what other partitions have to tell. Rules kept here: R6 (names), R7 (the block list
/// decides in the receiving commit), R8 (`sent`
/// rows), R9 (the log holds names, not copies), R12 (epochs), and the bounded commits of R14.
///
/// Keys of a box (`Partition.box(user)`):
///
/// ```
/// 01                                     head: pts, next message id, log number, epoch, totals
/// 02 id                                  a message, with its peer and, if it came from elsewhere, its name
/// 03 peer id                             the messages of a dialog; says whether incoming
/// 04 origin kind, origin, number         a name -> the id here; only for messages that came from elsewhere
/// 05 peer                                a dialog: top message, read marks, counts
/// 06 date, top message, peer             the listed dialogs in the order of their newest messages
/// 07 peer, random_id                     the first answer to a send, for ever
/// 08 pts, log number                     the log; pts is that of the box after the row
/// 09 peer                                who is blocked
/// 0a                                     the pinned dialogs, in order
/// 1e scope                               notification settings of a peer or a kind of peers
/// 1f                                     how many peers have notification settings of their own
/// 20 peer                                the rating of a peer, by how often the owner writes to it
/// 21                                     whether ratings are kept
/// ```
///
/// The log is not compacted yet: it grows by one row for each change.
@NullMarked
package chappe.domain.box;

import org.jspecify.annotations.NullMarked;
