package chappe.mtproto.transport;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Whatever the first bytes are, the sniffers say yes, no or more, never ask beyond their bound, and stay with what
/// they said.
final class SnifferFuzzTest {
    private static final List<Sniffer> ALL = all();

    @FuzzTest(maxDuration = "20s")
    void answersWithinItsBound(byte[] bytes) {
        if (bytes.length == 0) return;
        byte[] first = Arrays.copyOf(bytes, Math.min(bytes.length, Sniffer.BYTES_MAX));
        Sniffer.Answer answer = Sniffer.ask(ALL, first);

        if (answer.equals(Sniffer.Answer.MORE) && first.length == Sniffer.BYTES_MAX) {
            throw new AssertionError("asks beyond its bound");
        }
        for (int length = 1; length < first.length; length++) {
            Sniffer.Answer earlier = Sniffer.ask(ALL, Arrays.copyOf(first, length));
            if (!earlier.equals(Sniffer.Answer.MORE) && !earlier.getClass().equals(answer.getClass())) {
                throw new AssertionError("changed its mind after " + length);
            }
        }
    }

    private static List<Sniffer> all() {
        List<Sniffer> all = new ArrayList<>(Sniffer.PROXIED);
        all.add(Sniffer.TLS);
        all.add(Sniffer.HTTP);
        all.addAll(Sniffer.mtproto(List.of(new byte[16])));
        return List.copyOf(all);
    }
}
