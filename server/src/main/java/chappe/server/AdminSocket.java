package chappe.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door for commands of this machine's operator to the running server: a socket in the data folder that only the
/// server's own user may open. One line asks, the lines up to the end answer.
///
/// Requests are served one at a time, on one virtual thread.
final class AdminSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminSocket.class);
    /// How an answer begins that says why nothing was done.
    static final String FAILED = "failed: ";

    private static final int REQUEST_LENGTH_MAX = 8_192; // a path; twice Linux's PATH_MAX

    private final Path path;
    private final ServerSocketChannel door;
    private final Function<String, String> answer;

    private AdminSocket(Path path, ServerSocketChannel door, Function<String, String> answer) {
        this.path = path;
        this.door = door;
        this.answer = answer;
    }

    /// @param answer may throw StartFault, whose message becomes the answer
    static AdminSocket open(Path path, Function<String, String> answer) {
        try {
            Files.deleteIfExists(path); // of a process that was killed: the data folder's lock is ours
            ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            door.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, DataFolder.OWNER_ONLY);
            AdminSocket socket = new AdminSocket(path, door, answer);
            Thread.ofVirtual().name("admin").start(socket::serve);
            return socket;
        } catch (IOException cannot) {
            throw new StartFault("cannot open the socket for commands " + path + ": " + cannot.getMessage()
                    + " (a path of more than about 100 characters is too long for a socket: take a shorter --data)");
        }
    }

    /// Asks the server that holds the data folder.
    static String ask(Path path, String request) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
                OutputStream out = Channels.newOutputStream(channel);
                BufferedReader in = reader(channel)) {
            out.write((request + "\n").getBytes(StandardCharsets.UTF_8));
            String answered = in.readAllAsString();
            if (answered.isEmpty()) throw new StartFault("the server ended before it answered");
            return answered.stripTrailing();
        } catch (IOException cannot) {
            throw new StartFault("cannot ask the running server through " + path + ": " + cannot.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            Files.deleteIfExists(path);
        } catch (IOException cannot) {
            LOG.warn("socket={} cannot be removed: {}", path, cannot.getMessage());
        }
    }

    private void serve() {
        while (door.isOpen()) {
            try (SocketChannel channel = door.accept()) {
                serve(channel);
            } catch (ClosedChannelException stopped) {
                return;
            } catch (IOException broken) {
                LOG.warn("an admin command broke off: {}", broken.getMessage());
            }
        }
    }

    private void serve(SocketChannel channel) throws IOException {
        String request = reader(channel).readLine();
        if (request == null || request.length() > REQUEST_LENGTH_MAX) return;
        String answered;
        try {
            answered = answer.apply(request);
        } catch (StartFault cannot) {
            answered = FAILED + cannot.getMessage();
        } catch (RuntimeException bug) {
            LOG.error("admin command failed", bug);
            answered = FAILED + bug + " (see the server's log)";
        }
        channel.write(StandardCharsets.UTF_8.encode(answered + "\n"));
    }

    private static BufferedReader reader(SocketChannel channel) {
        return new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
    }
}
