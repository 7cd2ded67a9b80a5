package chappe.mtproto.session;

/// One connection, as sessions see it. Thread-safe; no method blocks.
public interface Line {

    /// Sends one frame, or nothing when the connection has ended. The bytes are handed over.
    void send(byte[] frame);

    /// Sends a [quick acknowledgement](https://core.telegram.org/mtproto/mtproto-transports#quick-ack), where the transport has one.
    void sendQuickAck(int token);

    void close();

    boolean isOpen();

    /// The client's IP address.
    String address();

    /// The DC that the client named when it connected (1..5), or 0.
    int dc();
}
