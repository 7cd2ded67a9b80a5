package chappe.mtproto.transport;

import java.util.random.RandomGenerator;

/// Wraps the frames of one direction of a stream. Confined to one thread.
final class FrameWriter {
    private final Framing framing;
    private final RandomGenerator random;
    private int number;

    /// @param random of the padding
    FrameWriter(Framing framing, RandomGenerator random) {
        this.framing = framing;
        this.random = random;
    }

    /// @return fresh bytes, ready for the wire
    byte[] frame(byte[] frame, boolean wantsQuickAck) {
        return framing.wrap(frame, number++, wantsQuickAck, random);
    }

    byte[] error(int code) {
        return frame(new byte[] {(byte) code, (byte) (code >> 8), (byte) (code >> 16), (byte) (code >> 24)}, false);
    }

    /// @return nothing where the framing has no quick acks
    byte[] quickAck(int token) {
        return framing.quickAck(token);
    }
}
