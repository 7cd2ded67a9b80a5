package chappe.mtproto.handshake;

import chappe.core.AuthKeyId;
import chappe.core.tl.TlObject;

/// What one request of a key exchange led to.
public sealed interface Outcome {

    /// The exchange goes on with this answer.
    record Reply(TlObject answer) implements Outcome {}

    /// The key is stored, and this answer tells the client.
    ///
    /// @param firstSalt the server salt that the client begins with
    record Done(TlObject answer, AuthKeyId authKeyId, long firstSalt) implements Outcome {}

    /// The exchange, if there was one, is over. The client gets −404 and the end of the connection, whatever the
    /// check.
    record Refused(Check check) implements Outcome {}
}
