package chappe.api.rpc;

import chappe.core.tl.TlObject;

/// The way to one live session, for pushes. Equal only to itself; thread-safe.
public interface Receiver {

    /// @return false when the session is gone
    boolean push(TlObject updates);
}
