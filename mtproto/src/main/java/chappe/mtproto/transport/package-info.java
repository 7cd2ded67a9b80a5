/// Frames on a socket: sniffing, the four MTProto framings, obfuscation, WebSocket and plain HTTP.
///
/// The only place that knows `ByteBuf`; a whole frame leaves it as one `byte[]`. Neighbours: `session` above, through
/// [Frames] and [Connection]; nothing below but sockets. Event loops own the sockets and decode; what frames cause
/// runs on virtual threads, one at a time for each connection.
@NullMarked
package chappe.mtproto.transport;

import org.jspecify.annotations.NullMarked;
