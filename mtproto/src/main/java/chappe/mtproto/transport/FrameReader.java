package chappe.mtproto.transport;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts one direction of a stream into frames, however its bytes arrive. Confined to one thread.
///
/// A frame's array grows with the bytes that are there, not with the length that was announced: an announcement alone
/// costs nothing.
final class FrameReader {

    /// What comes out of a stream.
    interface Sink {
        void frame(byte[] frame, boolean wantsQuickAck);

        /// A server's quick ack: only a client gets these.
        default void quickAck(int token) {
            throw new StreamFault("quick ack from a client");
        }
    }

    private static final int ROOM_AT_FIRST = 4096;

    private final Framing framing;
    private final boolean isFromServer;
    private int frameSizeMax;
    private int head;
    private int headCount;
    private int bodySize;
    private byte @Nullable [] body;
    private int bodyCount;
    private int number;

    /// @param isFromServer in that direction the quick-ack bit marks a token instead of a wish
    FrameReader(Framing framing, boolean isFromServer, int frameSizeMax) {
        this.framing = framing;
        this.isFromServer = isFromServer;
        this.frameSizeMax = frameSizeMax;
    }

    void allow(int sizeMax) {
        this.frameSizeMax = sizeMax;
    }

    /// @throws StreamFault when this stream cannot be read any further
    void feed(byte[] bytes, int from, int to, Sink sink) {
        int at = from;
        while (at < to) {
            if (body == null) {
                readHead(bytes[at++] & 0xff, sink);
            } else {
                at += readBody(body, bytes, at, to, sink);
            }
        }
    }

    private void readHead(int next, Sink sink) {
        head |= next << (8 * headCount++);
        boolean isToken = isFromServer && framing != Framing.FULL && isQuickAck();
        if (headCount < (isToken ? 4 : framing.headSize(head & 0xff))) return;
        if (isToken) {
            int token = framing == Framing.ABRIDGED ? Integer.reverseBytes(head) : head;
            startOver();
            sink.quickAck(token);
            return;
        }
        bodySize = framing.bodySize(head);
        if (!framing.isSizeAllowed(bodySize)) throw new StreamFault("frame of a size that cannot be");
        if (bodySize - framing.overhead() > frameSizeMax) throw new StreamFault("frame beyond the limit");
        body = new byte[Math.min(bodySize, ROOM_AT_FIRST)];
        bodyCount = 0;
    }

    /// Abridged has the bit in the first byte, the others in the fourth.
    private boolean isQuickAck() {
        return framing == Framing.ABRIDGED ? (head & 0x80) != 0 : headCount == 4 && head < 0;
    }

    private int readBody(byte[] soFar, byte[] bytes, int at, int to, Sink sink) {
        int count = Math.min(to - at, bodySize - bodyCount);
        byte[] room = soFar;
        if (bodyCount + count > room.length) {
            room = Arrays.copyOf(room, (int) Math.min(bodySize, Math.max(room.length * 2L, bodyCount + count)));
            body = room;
        }
        System.arraycopy(bytes, at, room, bodyCount, count);
        bodyCount += count;
        if (bodyCount == bodySize) {
            byte[] frame = framing.unwrap(room, head, number++);
            boolean wantsQuickAck = framing.wantsQuickAck(head);
            startOver();
            sink.frame(frame, wantsQuickAck);
        }
        return count;
    }

    private void startOver() {
        head = 0;
        headCount = 0;
        body = null;
    }
}
