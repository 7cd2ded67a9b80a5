package chappe.domain.account;

/// Encrypts what may lie on the disk only encrypted. Thread-safe.
///
/// The context (which row it is) is authenticated with the content: sealed bytes moved to another row do not
/// open.
public interface KeySealing {

    byte[] seal(byte[] plain, byte[] context);

    /// @throws IllegalStateException when the bytes were not sealed by this server's key for this context
    byte[] open(byte[] sealed, byte[] context);
}
