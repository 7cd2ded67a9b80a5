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

        /// Anything else inside TLS.
        record Tls() implements Answer {}

        /// A PROXY header, then anything else.
        record Proxied() implements Answer {}
    }

    /// A TLS record with a ClientHello ([RFC 8446](https://www.rfc-editor.org/rfc/rfc8446#section-5.1)).
    ///
    /// | offset | bytes | meaning |
    /// |---|---|---|
    /// | 0 | 1 | 22: a handshake record |
    /// | 1 | 2 | 3, then 0..4: the version of the record |
    /// | 3 | 2 | its length |
    /// | 5 | 1 | 1: ClientHello |
    /// | 6 | 1 | 0: the length of a hello is far below 2^16 |
    ///
    /// All are looked at, since an obfuscation header may begin with some of them by chance.
    Sniffer TLS = first -> {
        boolean[] fits = {
            first[0] == 22,
            first.length < 2 || first[1] == 3,
            first.length < 3 || (first[2] >= 0 && first[2] <= 4),
            first.length < 6 || first[5] == 1,
            first.length < 7 || first[6] == 0
        };
        for (boolean each : fits) if (!each) return Answer.NO;
        return first.length < 7 ? Answer.MORE : new Answer.Tls();
    };

    /// The header by which a proxy names the client
    /// ([PROXY protocol](https://www.haproxy.org/download/2.9/doc/proxy-protocol.txt)), in its version of text
    /// and in the one of bytes. For connections from trusted proxies only.
    List<Sniffer> PROXIED = List.of(
            beginning("PROXY ".getBytes(StandardCharsets.US_ASCII), new Answer.Proxied()),
            beginning("\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII), new Answer.Proxied()));

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
        return beginning(opening, new Answer.Mtproto(framing, opening.length, null));
    }

    private static Sniffer beginning(byte[] start, Answer then) {
        return first -> {
            int length = Math.min(first.length, start.length);
            for (int i = 0; i < length; i++) if (first[i] != start[i]) return Answer.NO;
            return length < start.length ? Answer.MORE : then;
        };
    }
}
