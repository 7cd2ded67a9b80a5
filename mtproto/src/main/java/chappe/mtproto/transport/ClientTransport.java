package chappe.mtproto.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A client's end of every transport, over a plain blocking socket: for tests, the load generator and tools.
///
/// One thread may send while another receives; each side is confined to one thread at a time.
public final class ClientTransport implements AutoCloseable {

    /// How a client talks.
    ///
    /// @param isObfuscated under [Obfuscation], which full does not know
    /// @param secret of 16 bytes, or none
    /// @param dc what the obfuscation header says
    public record Style(Framing framing, boolean isObfuscated, boolean isWebSocket, byte[] secret, int dc) {
        public Style {
            if (framing == Framing.FULL && isObfuscated) throw new IllegalArgumentException("full is never obfuscated");
        }

        public static Style plain(Framing framing) {
            return new Style(framing, false, false, new byte[0], 0);
        }

        public static Style obfuscated(Framing framing, int dc) {
            return new Style(framing, true, false, new byte[0], dc);
        }

        public static Style obfuscated(Framing framing, int dc, byte[] secret) {
            return new Style(framing, true, false, secret, dc);
        }

        public static Style webSocket(Framing framing, int dc) {
            return new Style(framing, true, true, new byte[0], dc);
        }
    }

    /// What a server sends.
    public sealed interface Incoming {
        record Frame(byte[] bytes) implements Incoming {}

        record QuickAck(int token) implements Incoming {}

        /// @param code negative, such as −404
        record TransportError(int code) implements Incoming {}
    }

    private static final int CHUNK_SIZE = 16 * 1024;
    private static final int FRAME_SIZE_MAX = 1 << 24;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final @Nullable Obfuscation obfuscation;
    private final Queue<Incoming> received = new ArrayDeque<>();
    private byte[] chunk = new byte[512]; // most clients of a load generator are idle

    private ClientTransport(Socket socket, Style style, RandomGenerator random) throws IOException {
        this.socket = socket;
        WebSocketClient webSocket = style.isWebSocket() ? WebSocketClient.open(socket, random) : null;
        this.in = webSocket == null ? socket.getInputStream() : webSocket.in();
        this.out = webSocket == null ? socket.getOutputStream() : webSocket.out();
        this.reader = new FrameReader(style.framing(), true, FRAME_SIZE_MAX);
        this.writer = new FrameWriter(style.framing(), random);
        if (style.isObfuscated()) {
            byte[] header = new byte[Obfuscation.HEADER_SIZE];
            this.obfuscation = Obfuscation.start(style.framing(), style.dc(), style.secret(), random, header);
            out.write(header);
        } else {
            this.obfuscation = null;
            out.write(style.framing().opening());
        }
        out.flush();
    }

    public static ClientTransport connect(InetSocketAddress server, Style style, RandomGenerator random)
            throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(server);
            return new ClientTransport(socket, style, random);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    /// Talks over a socket that is connected already, such as one inside TLS; it is closed with this.
    public static ClientTransport over(Socket socket, Style style, RandomGenerator random) throws IOException {
        return new ClientTransport(socket, style, random);
    }

    public void send(byte[] frame) throws IOException {
        send(frame, false);
    }

    public void send(byte[] frame, boolean wantsQuickAck) throws IOException {
        byte[] bytes = writer.frame(frame, wantsQuickAck);
        if (obfuscation != null) obfuscation.toServer().apply(bytes, 0, bytes.length);
        out.write(bytes);
        out.flush();
    }

    /// Waits for what the server sends next.
    ///
    /// @return null at the end of the line
    public @Nullable Incoming receive() throws IOException {
        while (received.isEmpty()) {
            int count = in.read(chunk);
            if (count < 0) return null;
            if (obfuscation != null) obfuscation.toClient().apply(chunk, 0, count);
            reader.feed(chunk, 0, count, sink);
            if (count == chunk.length && chunk.length < CHUNK_SIZE) chunk = new byte[CHUNK_SIZE];
        }
        return received.poll();
    }

    /// Makes [#receive] give up after that time with a [java.net.SocketTimeoutException]; nothing is lost by it.
    public void receiveTimeout(int timeoutMs) throws IOException {
        socket.setSoTimeout(timeoutMs);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private final FrameReader.Sink sink = new FrameReader.Sink() {
        @Override
        public void frame(byte[] frame, boolean wantsQuickAck) {
            received.add(
                    frame.length == 4 ? new Incoming.TransportError(littleEndian(frame)) : new Incoming.Frame(frame));
        }

        @Override
        public void quickAck(int token) {
            received.add(new Incoming.QuickAck(token));
        }
    };

    private static int littleEndian(byte[] four) {
        int value = 0;
        for (int i = 3; i >= 0; i--) value = value << 8 | (four[i] & 0xff);
        return value;
    }

    @Override
    public String toString() {
        return "ClientTransport" + Arrays.asList(socket.getRemoteSocketAddress());
    }
}
