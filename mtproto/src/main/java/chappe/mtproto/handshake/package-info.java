/// The key exchange as a state machine without I/O.
@NullMarked
package chappe.mtproto.handshake;

import org.jspecify.annotations.NullMarked;
