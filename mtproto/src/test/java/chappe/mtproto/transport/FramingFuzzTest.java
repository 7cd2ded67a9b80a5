package chappe.mtproto.transport;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Whatever bytes come on a stream, they are frames within the limit or a fault, the same whether they come whole or
/// in parts.
final class FramingFuzzTest {
    private static final int LIMIT = 1 << 16;
    private static final Framing[] FRAMINGS = Framing.values();

    @FuzzTest(maxDuration = "30s")
    void readsOrFaults(byte[] bytes) {
        if (bytes.length < 2) return;
        Framing framing = FRAMINGS[(bytes[0] & 0x7f) % FRAMINGS.length];
        boolean isFromServer = bytes[0] < 0;
        int split = 2 + (bytes[1] & 0xff) % (bytes.length - 1);

        List<String> whole = read(framing, isFromServer, bytes, bytes.length);
        List<String> parts = read(framing, isFromServer, bytes, split);

        if (!whole.equals(parts)) throw new AssertionError(framing + " depends on the split at " + split);
    }

    private static List<String> read(Framing framing, boolean isFromServer, byte[] bytes, int split) {
        List<String> got = new ArrayList<>();
        var reader = new FrameReader(framing, isFromServer, LIMIT);
        FrameReader.Sink sink = new FrameReader.Sink() {
            @Override
            public void frame(byte[] frame, boolean wantsQuickAck) {
                if (frame.length > LIMIT) throw new AssertionError("beyond the limit");
                got.add(Arrays.hashCode(frame) + ":" + frame.length + wantsQuickAck);
            }

            @Override
            public void quickAck(int token) {
                got.add("token " + token);
            }
        };
        try {
            reader.feed(bytes, 2, split, sink);
            reader.feed(bytes, split, bytes.length, sink);
        } catch (StreamFault fault) {
            got.add(fault.getMessage());
        }
        return got;
    }
}
