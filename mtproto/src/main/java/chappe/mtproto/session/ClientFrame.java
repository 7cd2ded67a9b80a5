package chappe.mtproto.session;

import chappe.core.tl.TlReader;
import chappe.mtproto.crypto.MessageCipher;
import chappe.wire.Layers;

/// A client's decrypted frame, its layout checked: the same head as the server's ([ServerFrames]), one
/// message, and 12 to 1024 bytes of padding
/// ([checks](https://core.telegram.org/mtproto/security_guidelines#checking-message-length)).
record ClientFrame(long salt, long sessionId, ClientMessage message) {
    private static final int HEAD_SIZE = 32;

    /// @param plaintext whose `msg_key` has been proved
    /// @throws TransportFault when lengths or padding are not what a client may send: the connection ends
    static ClientFrame of(byte[] plaintext) {
        if (plaintext.length < HEAD_SIZE) throw new TransportFault(TransportFault.Kind.FORGED);
        var in = new TlReader(plaintext, Layers.newest());
        long salt = in.int64();
        long sessionId = in.int64();
        long msgId = in.int64();
        int seqNo = in.int32();
        int size = in.int32();
        int padding = plaintext.length - HEAD_SIZE - size;
        boolean isWhole = size >= Integer.BYTES && size % Integer.BYTES == 0;
        boolean isPadded = padding >= MessageCipher.PADDING_SIZE_MIN && padding <= MessageCipher.PADDING_SIZE_MAX;
        if (!isWhole || !isPadded) throw new TransportFault(TransportFault.Kind.FORGED);
        return new ClientFrame(
                salt, sessionId, new ClientMessage(msgId, seqNo, plaintext, HEAD_SIZE, HEAD_SIZE + size));
    }

    @Override
    public String toString() {
        return "ClientFrame[" + Long.toHexString(sessionId) + ", " + message + "]";
    }
}
