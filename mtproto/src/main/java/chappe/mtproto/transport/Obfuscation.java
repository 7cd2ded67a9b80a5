package chappe.mtproto.transport;

import chappe.mtproto.crypto.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// [Transport obfuscation](https://core.telegram.org/mtproto/mtproto-transports#transport-obfuscation): a header of
/// 64 bytes that look random, then both directions under AES-256-CTR.
///
/// | offset | bytes | meaning |
/// |---|---|---|
/// | 0 | 8 | random |
/// | 8 | 32 | key of the client's direction |
/// | 40 | 16 | iv of the client's direction |
/// | 56 | 4 | tag of the framing inside, under the cipher |
/// | 60 | 2 | DC, little-endian, negative for media; some clients leave random bytes |
/// | 62 | 2 | random |
///
/// The server's direction takes key and iv from bytes 8..55 in reverse. With a secret, as in MTProxy links, each key
/// becomes SHA-256(key ‖ secret).
///
/// @param toServer where the stream goes on after the header
/// @param toClient at its start
/// @param dc as the header says it
record Obfuscation(Framing framing, CtrStream toServer, CtrStream toClient, int dc) {
    static final int HEADER_SIZE = 64;
    static final int SECRET_SIZE = 16;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final List<Framing> TAGGED = List.of(Framing.ABRIDGED, Framing.INTERMEDIATE, Framing.PADDED);

    /// What a header must not begin with, lest it be taken for something else: HEAD, POST, GET, OPTI, the tags, a TLS
    /// record.
    private static final int[] TAKEN = {
        0x44414548, 0x54534f50, 0x20544547, 0x4954504f, 0xdddddddd, 0xeeeeeeee, 0x02010316
    };

    /// Reads a client's header.
    ///
    /// @param secrets tried in turn, after none
    /// @return null when it is no header under any of them
    static @Nullable Obfuscation find(byte[] header, List<byte[]> secrets) {
        Obfuscation found = find(header, new byte[0]);
        for (int i = 0; found == null && i < secrets.size(); i++) found = find(header, secrets.get(i));
        return found;
    }

    /// Makes a client's header.
    ///
    /// @param sent gets the 64 bytes to send
    /// @param secret 16 bytes, or none
    static Obfuscation start(Framing framing, int dc, byte[] secret, RandomGenerator random, byte[] sent) {
        byte[] header = new byte[HEADER_SIZE];
        do {
            random.nextBytes(header);
        } while (isTaken(header));
        return start(framing, dc, secret, header, sent);
    }

    /// As above, over given random bytes.
    static Obfuscation start(Framing framing, int dc, byte[] secret, byte[] header, byte[] sent) {
        INT.set(header, 56, framing.tag);
        header[60] = (byte) dc;
        header[61] = (byte) (dc >> 8);
        CtrStream toServer = toServer(header, secret);
        System.arraycopy(header, 0, sent, 0, HEADER_SIZE);
        toServer.apply(header, 0, HEADER_SIZE);
        System.arraycopy(header, 56, sent, 56, 8);
        return new Obfuscation(framing, toServer, toClient(sent, secret), dc);
    }

    private static @Nullable Obfuscation find(byte[] header, byte[] secret) {
        CtrStream toServer = toServer(header, secret);
        byte[] plain = Arrays.copyOf(header, HEADER_SIZE);
        toServer.apply(plain, 0, HEADER_SIZE);
        int tag = (int) INT.get(plain, 56);
        for (Framing framing : TAGGED) {
            if (framing.tag != tag) continue;
            int dc = (short) ((plain[60] & 0xff) | (plain[61] & 0xff) << 8);
            return new Obfuscation(framing, toServer, toClient(header, secret), dc);
        }
        return null;
    }

    private static boolean isTaken(byte[] header) {
        int first = (int) INT.get(header, 0);
        for (int taken : TAKEN) if (first == taken) return true;
        return (first & 0xff) == 0xef || (int) INT.get(header, 4) == 0;
    }

    private static CtrStream toServer(byte[] header, byte[] secret) {
        return stream(Arrays.copyOfRange(header, 8, 40), Arrays.copyOfRange(header, 40, 56), secret);
    }

    private static CtrStream toClient(byte[] header, byte[] secret) {
        byte[] reversed = new byte[48];
        for (int i = 0; i < reversed.length; i++) reversed[i] = header[55 - i];
        return stream(Arrays.copyOf(reversed, 32), Arrays.copyOfRange(reversed, 32, 48), secret);
    }

    private static CtrStream stream(byte[] key, byte[] iv, byte[] secret) {
        return new CtrStream(secret.length == 0 ? key : Hash.sha256(key, secret), iv);
    }
}
