package chappe.mtproto.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// A client's end of a WebSocket ([RFC 6455](https://www.rfc-editor.org/rfc/rfc6455)) as two streams of bytes, enough
/// to speak MTProto at `/apiws`.
///
/// @param in the content of binary messages, joined
/// @param out each write becomes one masked binary message
record WebSocketClient(InputStream in, OutputStream out) {
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int HEAD_SIZE_MAX = 8192;

    static WebSocketClient open(Socket socket, RandomGenerator random) throws IOException {
        byte[] key = new byte[16];
        random.nextBytes(key);
        var remote = (InetSocketAddress) socket.getRemoteSocketAddress();
        String request = """
                GET /apiws HTTP/1.1
                Host: %s:%d
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Key: %s
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Protocol: binary

                """.formatted(
                        remote.getHostString(),
                        remote.getPort(),
                        Base64.getEncoder().encodeToString(key))
                .replace("\n", "\r\n");
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var in = new DataInputStream(socket.getInputStream());
        String head = readHead(in);
        if (!head.startsWith("HTTP/1.1 101") || !head.toLowerCase(Locale.ROOT).contains("protocol: binary")) {
            throw new IOException(
                    "no WebSocket here: " + head.lines().findFirst().orElse(""));
        }
        return new WebSocketClient(new Messages(in), new Masked(socket.getOutputStream(), random));
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0 || head.size() > HEAD_SIZE_MAX) throw new IOException("no HTTP answer");
            head.write(next);
            text = head.toString(StandardCharsets.US_ASCII);
        }
        return text;
    }

    private static final class Messages extends InputStream {
        private final DataInputStream in;
        private long left;

        Messages(DataInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (left == 0) {
                int kind = in.read();
                if (kind < 0 || (kind & 0xf) == CLOSE) return -1;
                int length7 = in.readUnsignedByte() & 0x7f;
                left = length7 == 126 ? in.readUnsignedShort() : length7 == 127 ? in.readLong() : length7;
                if ((kind & 0xf) > CLOSE) {
                    in.skipNBytes(left); // a ping needs no answer from a client that is about to speak
                    left = 0;
                }
            }
            int count = in.read(bytes, offset, (int) Math.min(length, left));
            if (count > 0) left -= count;
            return count;
        }
    }

    private static final class Masked extends OutputStream {
        private final OutputStream out;
        private final RandomGenerator random;

        Masked(OutputStream out, RandomGenerator random) {
            this.out = out;
            this.random = random;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            var message = new ByteArrayOutputStream(length + 14);
            message.write(FINAL | BINARY);
            if (length < 126) {
                message.write(MASKED | length);
            } else {
                message.write(MASKED | (length < 1 << 16 ? 126 : 127));
                for (int shift = length < 1 << 16 ? 8 : 56; shift >= 0; shift -= 8)
                    message.write((int) ((long) length >>> shift));
            }
            byte[] mask = new byte[4];
            random.nextBytes(mask);
            message.writeBytes(mask);
            for (int i = 0; i < length; i++) message.write(bytes[offset + i] ^ mask[i % 4]);
            message.writeTo(out);
            out.flush();
        }
    }
}
