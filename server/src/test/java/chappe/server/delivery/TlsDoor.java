package chappe.server.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A door before a plain mail server that lets people in by TLS only: from the first byte, or after STARTTLS,
/// which GreenMail does not speak. What comes after the handshake is passed on both ways.
final class TlsDoor implements AutoCloseable {
    private final ServerSocket door;
    private final int mailPort;
    private final SSLContext tls;
    private final boolean isStartTls;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    TlsDoor(int mailPort, SSLContext tls) throws IOException {
        this(mailPort, tls, false);
    }

    private TlsDoor(int mailPort, SSLContext tls, boolean isStartTls) throws IOException {
        this.door = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        this.mailPort = mailPort;
        this.tls = tls;
        this.isStartTls = isStartTls;
        threads.execute(this::serve);
    }

    static TlsDoor afterStartTls(int mailPort, SSLContext tls) throws IOException {
        return new TlsDoor(mailPort, tls, true);
    }

    int port() {
        return door.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
        threads.close();
    }

    private void serve() {
        try (Socket guest = door.accept();
                Socket mail = new Socket(InetAddress.getLoopbackAddress(), mailPort)) {
            if (isStartTls && !isAskedForTls(guest)) return;
            SSLSocket encrypted = (SSLSocket) tls.getSocketFactory().createSocket(guest, "localhost", port(), true);
            encrypted.setUseClientMode(false);
            encrypted.startHandshake();
            if (isStartTls) line(mail.getInputStream()); // the greeting, which the guest has had
            threads.execute(() -> pass(mail, encrypted));
            pass(encrypted, mail);
        } catch (IOException gone) {
            assert !gone.getMessage().isEmpty(); // a guest who does not trust the certificate leaves
        }
    }

    private static boolean isAskedForTls(Socket guest) throws IOException {
        say(guest, "220 localhost");
        line(guest.getInputStream());
        say(guest, "250-localhost\r\n250 STARTTLS");
        if (!line(guest.getInputStream()).equals("STARTTLS")) return false;
        say(guest, "220 go on");
        return true;
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            assert from.isClosed() || to.isClosed() || !gone.getMessage().isEmpty(); // the other way has ended
        }
    }

    private static void say(Socket guest, String text) throws IOException {
        OutputStream out = guest.getOutputStream();
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String line(InputStream in) {
        var line = new ByteArrayOutputStream();
        try {
            for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) line.write(each);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }
}
