package chappe.mtproto.transport;

/// What connections bring to the room above. All calls for one connection come one after another, in order, on a
/// virtual thread that lives only while there is something to do, so they may block.
public interface Frames {

    /// A client's first bytes were recognised.
    void opened(Connection connection);

    /// One whole frame: a message with its `auth_key_id`, without framing or padding of the transport.
    ///
    /// @param wantsQuickAck whether the client asked for [Connection#sendQuickAck]
    void frame(Connection connection, byte[] frame, boolean wantsQuickAck);

    /// The last call for this connection.
    void closed(Connection connection);
}
