package chappe.mtproto.transport;

import chappe.core.Limits;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Listens on ports each of which speaks everything: MTProto in every transport, WebSocket, and HTTP. Thread-safe.
public final class TransportServer implements AutoCloseable {
    private static final int SCRATCH_SIZE = 16 * 1024;
    private static final int READ_SIZE_MIN = 512;
    private static final int READ_SIZE_START = 1024;
    private static final int READ_SIZE_MAX = 64 * 1024;
    private static final int BACKLOG = 1024;

    /// Where to listen, and what to take.
    ///
    /// @param eventLoops threads that own the sockets; they do little, so few are enough
    /// @param secrets of 16 bytes each, under which obfuscated connections are taken beside those without any
    /// @param tls what connections inside TLS are opened with; null: there are none
    /// @param proxies whose word about a client's address counts
    public record Settings(
            List<InetSocketAddress> binds,
            int eventLoops,
            TransportLimits limits,
            List<byte[]> secrets,
            @Nullable Tls tls,
            TrustedProxies proxies) {
        public Settings {
            binds = List.copyOf(binds);
            secrets = List.copyOf(secrets);
            for (byte[] secret : secrets) {
                if (secret.length != Obfuscation.SECRET_SIZE)
                    throw new IllegalArgumentException("a secret has 16 bytes");
            }
        }
    }

    private final Settings settings;
    private final Entrance.House house;
    private final EventLoopGroup loops;
    private final List<Channel> listening = new ArrayList<>(); // guarded by itself
    private final AtomicInteger connections = new AtomicInteger();

    /// @param threads runs what frames and requests cause: virtual threads
    /// @param random of the transport's padding
    public TransportServer(Settings settings, Frames frames, WebResponder web, Executor threads, SecureRandom random) {
        this.settings = settings;
        var scratch = new FastThreadLocal<byte[]>() {
            @Override
            protected byte[] initialValue() {
                return new byte[SCRATCH_SIZE];
            }
        };
        var room = new MtprotoLine.Room(frames, settings.limits(), threads, random, scratch);
        this.house = new Entrance.House(
                settings, room, web, new AddressCounts(settings.limits().connectionsPerAddressMax()));
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loops =
                new MultiThreadIoEventLoopGroup(settings.eventLoops(), new DefaultThreadFactory("transport", true), io);
    }

    /// Binds all addresses.
    ///
    /// @throws IOException when one cannot be bound; those before it are
    public void start() throws IOException {
        Class<? extends ServerChannel> type =
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        var bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(READ_SIZE_MIN, READ_SIZE_START, READ_SIZE_MAX))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                });
        for (InetSocketAddress bind : settings.binds()) {
            var bound = bootstrap.bind(bind).awaitUninterruptibly();
            if (!bound.isSuccess()) {
                throw new IOException(
                        "cannot listen on " + bind.getHostString() + " port " + bind.getPort(), bound.cause());
            }
            synchronized (listening) {
                listening.add(bound.channel());
            }
        }
    }

    /// The addresses that are bound, with the ports that the system gave for 0.
    public List<InetSocketAddress> addresses() {
        synchronized (listening) {
            return listening.stream()
                    .map(each -> (InetSocketAddress) each.localAddress())
                    .toList();
        }
    }

    /// How many connections are open, recognised or not.
    public int connections() {
        return connections.get();
    }

    /// Takes no new connections; those that are there go on.
    public void stopListening() {
        synchronized (listening) {
            for (Channel each : listening) each.close().awaitUninterruptibly();
            listening.clear();
        }
    }

    /// Ends all connections and the event loops.
    @Override
    public void close() {
        stopListening();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    void accept(Channel channel) {
        if (connections.incrementAndGet() > Limits.CONNECTIONS_MAX) {
            var _ = channel.close();
        }
        channel.closeFuture().addListener(_ -> connections.decrementAndGet());
        new Entrance(house, channel).open();
    }
}
