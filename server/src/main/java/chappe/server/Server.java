package chappe.server;

import chappe.api.rpc.Dispatcher;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Logins;
import chappe.core.AuthKeyId;
import chappe.domain.account.LoginCodeLog;
import chappe.mtproto.crypto.Rsa;
import chappe.mtproto.session.Sessions;
import chappe.mtproto.transport.TransportLimits;
import chappe.mtproto.transport.TransportServer;
import chappe.mtproto.transport.WebRoutes;
import chappe.server.Rooms.AccountRoom;
import chappe.server.Rooms.Means;
import chappe.server.Rooms.Storage;
import chappe.store.Partition;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running server: starts the rooms from the store upwards, and stops them in the opposite order.
///
/// Started and stopped by one thread at a time.
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final int EVENT_LOOPS = 2;

    private final Deque<Opened> opened = new ArrayDeque<>();
    private final Settings settings;
    private volatile boolean isReady;

    /// Something to close, and its name for the log.
    private record Opened(String name, AutoCloseable part) {}

    private Server(Settings settings) {
        this.settings = settings;
    }

    /// Starts everything and returns when clients may come.
    static Server start(Settings settings) {
        Server server = new Server(settings);
        try {
            server.start();
            return server;
        } catch (RuntimeException cannot) {
            server.close();
            throw cannot;
        }
    }

    /// Stops taking connections, ends those that are there, lets what has begun end, and closes the store.
    @Override
    public void close() {
        isReady = false;
        while (!opened.isEmpty()) {
            Opened last = opened.pop();
            try {
                LOG.debug("closing part={}", last.name());
                last.part().close();
            } catch (Exception failed) {
                LOG.error("part={} did not close in order", last.name(), failed);
            }
        }
    }
}
