/// Pure functions: AES-IGE, message keys, RSA, Diffie-Hellman. No state, no I/O.
@NullMarked
package chappe.mtproto.crypto;

import org.jspecify.annotations.NullMarked;
