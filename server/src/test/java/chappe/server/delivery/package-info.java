/// Tests of what leaves the server, against real servers in the same process.
@NullMarked
package chappe.server.delivery;

import org.jspecify.annotations.NullMarked;
