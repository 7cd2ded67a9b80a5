/// Messages: sending, history, dialogs, read marks, deletions and the block list, between wire types and
/// `domain.box`.
///
/// Neighbours: `api.present` (input peers, people) and `domain.box` below; `api.updates` and `api.push`
/// render messages with [PresentMessages]. Handlers hold no state.
@NullMarked
package chappe.api.messages;

import org.jspecify.annotations.NullMarked;
