/// Push: what happens in a box goes to its owner's live sessions, from the box's log, after the commit (rule R10).
///
/// Neighbours: `api.rpc` tells of calls, by which sessions subscribe; `domain.box` is read; `api.updates`
/// renders. The store's commit listener only marks a box as moved; the reading and sending is done on lanes,
/// one for each user with a live session, which run on a thread of the given executor only while there is
/// something to do.
@NullMarked
package chappe.api.push;

import org.jspecify.annotations.NullMarked;
