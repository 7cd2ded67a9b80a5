/// Calls through the dispatcher against the embedded store, and what their sessions are pushed.
@NullMarked
package chappe.api.conversation;

import org.jspecify.annotations.NullMarked;
