/// Frames on a socket: sniffing, the four MTProto framings, obfuscation, WebSocket and plain HTTP. The only place that knows `ByteBuf`; a whole frame leaves it as one `byte[]`.
@NullMarked
package chappe.mtproto.transport;

import org.jspecify.annotations.NullMarked;
