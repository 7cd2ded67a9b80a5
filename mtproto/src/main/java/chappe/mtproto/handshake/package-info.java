/// The [key exchange](https://core.telegram.org/mtproto/auth_key) as state machines without I/O, of the server and of
/// a client.
///
/// Neighbours: `crypto` and the MTProto records of `wire` below, `session` above, which carries the messages and
/// answers every refusal in one way: −404 and the end of the connection, whatever check it was.
@NullMarked
package chappe.mtproto.handshake;

import org.jspecify.annotations.NullMarked;
