package chappe.mtproto.transport;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at the first bytes of a connection and says what it speaks. Pure; asked again with more bytes after
/// [Answer#MORE].
interface Sniffer {

    /// The most bytes that any sniffer needs.
    int BYTES_MAX = Obfuscation.HEADER_SIZE;

    /// @param first at least one byte
    Answer sniff(byte[] first);

    /// Whether the bytes are what this sniffer knows.
    sealed interface Answer {
        Answer NO = new No();
        Answer MORE = new More();

        record No() implements Answer {}

        record More() implements Answer {}

        /// @param used how many bytes were said by way of opening and are no frame
        /// @param obfuscation null for a framing in the open
        record Mtproto(Framing framing, int used, @Nullable Obfuscation obfuscation) implements Answer {}

        record Http() implements Answer {}
    }

    /// The methods that begin an HTTP request that we answer, `/apiws` among them.
    Sniffer HTTP = first -> {
        boolean isMore = false;
        for (String method : List.of("GET ", "POST", "HEAD", "OPTI")) {
            int length = Math.min(first.length, 4);
            boolean begins = true;
            byte[] start = method.getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < length; i++) begins &= first[i] == start[i];
            if (begins && length == 4) return new Answer.Http();
            isMore |= begins;
        }
        return isMore ? Answer.MORE : Answer.NO;
    };

    Sniffer ABRIDGED = opening(Framing.ABRIDGED);
    Sniffer INTERMEDIATE = opening(Framing.INTERMEDIATE);
    Sniffer PADDED = opening(Framing.PADDED);

    /// Full has no opening: its first frame has the number 0, and an obfuscation header never has zeros there.
    Sniffer FULL = first -> {
        for (int i = 4; i < Math.min(first.length, 8); i++) if (first[i] != 0) return Answer.NO;
        return first.length < 8 ? Answer.MORE : new Answer.Mtproto(Framing.FULL, 0, null);
    };

    static Sniffer obfuscated(List<byte[]> secrets) {
        return first -> {
            if (first.length < Obfuscation.HEADER_SIZE) return Answer.MORE;
            Obfuscation found = Obfuscation.find(first, secrets);
            return found == null ? Answer.NO : new Answer.Mtproto(found.framing(), Obfuscation.HEADER_SIZE, found);
        };
    }

    /// All ways to speak MTProto on a stream, in an order in which none takes what is another's.
    static List<Sniffer> mtproto(List<byte[]> secrets) {
        return List.of(ABRIDGED, INTERMEDIATE, PADDED, FULL, obfuscated(secrets));
    }

    /// The first answer that is not no.
    static Answer ask(List<Sniffer> sniffers, byte[] first) {
        for (Sniffer each : sniffers) {
            Answer answer = each.sniff(first);
            if (!(answer instanceof Answer.No)) return answer;
        }
        return Answer.NO;
    }

    private static Sniffer opening(Framing framing) {
        byte[] opening = framing.opening();
        return first -> {
            int length = Math.min(first.length, opening.length);
            for (int i = 0; i < length; i++) if (first[i] != opening[i]) return Answer.NO;
            return length < opening.length ? Answer.MORE : new Answer.Mtproto(framing, opening.length, null);
        };
    }
}
