/// Sessions: salts, message ids, sequence numbers, containers, acknowledgements and resends.
@NullMarked
package chappe.mtproto.session;

import org.jspecify.annotations.NullMarked;
