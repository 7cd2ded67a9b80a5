package chappe.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// The ways in which a stream of bytes may arrive.
public final class Splits {

    /// Whole, in two parts at every point, and byte by byte.
    public static void forEverySplit(byte[] stream, Consumer<List<byte[]>> test) {
        test.accept(List.of(stream));
        for (int at = 1; at < stream.length; at++) {
            test.accept(List.of(Arrays.copyOf(stream, at), Arrays.copyOfRange(stream, at, stream.length)));
        }
        List<byte[]> single = new ArrayList<>();
        for (byte each : stream) single.add(new byte[] {each});
        test.accept(single);
    }

    private Splits() {}
}
