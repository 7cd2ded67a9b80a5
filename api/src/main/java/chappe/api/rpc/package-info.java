/// Dispatch: which handler answers which method, who may call it and how often.
///
/// Neighbours: the topic packages beside it register here; `server` joins [Dispatcher] to the sessions of `mtproto`.
@NullMarked
package chappe.api.rpc;

import org.jspecify.annotations.NullMarked;
