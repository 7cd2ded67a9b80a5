package chappe.mtproto.transport;

/// One client's line, whatever it speaks. Thread-safe; no call blocks; after the end every call does nothing.
public interface Connection {

    /// The client's IP address, without a port.
    String address();

    /// The DC that the client's first bytes named, 1..5; 0 where they named none.
    int dcHint();

    /// Sends one frame. Frames leave in the order of these calls. A client that does not read is cut off.
    ///
    /// @param frame handed over: the caller forgets it
    void send(byte[] frame);

    /// Sends the token of a [quick ack](https://core.telegram.org/mtproto/mtproto-transports#quick-ack), where the
    /// framing has one.
    void sendQuickAck(int token);

    /// Sends a [transport error](https://core.telegram.org/mtproto/mtproto-transports#transport-errors), such as
    /// −404.
    void sendError(int code);

    /// The client has proved that it holds a key: from now on it may send frames of the full size.
    void trust();

    /// Ends the line at once.
    void close();

    /// Ends the line once everything sent so far is on its way.
    void closeAfterFlush();
}
