/// Sessions: salts, message ids, sequence numbers, containers, acknowledgements and resends
/// ([description](https://core.telegram.org/mtproto/description)).
///
/// Neighbours: `transport` below brings frames ([chappe.mtproto.session.Sessions] is its `Frames`), `crypto`
/// opens them, `handshake` makes keys; above are [chappe.mtproto.session.Requests], who answers calls, and
/// [chappe.mtproto.session.AuthKeys], where keys live.
///
/// Rules: nothing of a frame is read before its `msg_key` is proved. What a forger could have sent is
/// answered with nothing, or with what anyone may know. All state of a session is guarded by the session
/// itself, and its lock is never held while a call runs. Everything a client can make grow has a bound in
/// `Limits`.
@NullMarked
package chappe.mtproto.session;

import org.jspecify.annotations.NullMarked;
