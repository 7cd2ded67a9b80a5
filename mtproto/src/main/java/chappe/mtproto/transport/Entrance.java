package chappe.mtproto.transport;

import chappe.core.Limits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection's way in: who it comes from, and who reads it. From the outside inwards there may be a PROXY header
/// (from trusted proxies only), TLS, HTTP with a WebSocket, and in the end MTProto. Confined to the connection's event
/// loop.
final class Entrance {

    /// What all connections share.
    record House(TransportServer.Settings settings, MtprotoLine.Room room, WebResponder web, AddressCounts counts) {}

    private final House house;
    private final Channel channel;
    private String address; // the client's, as far as it is known

    Entrance(House house, Channel channel) {
        this.house = house;
        this.channel = channel;
        this.address = channel.remoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : "unknown";
    }

    /// Begins to read. An address that has its share of connections is refused by closing.
    void open() {
        if (!isWithinShare(address)) {
            var _ = channel.close();
            return;
        }
        List<Sniffer> sniffers = new ArrayList<>();
        if (house.settings().proxies().trusts(address)) sniffers.addAll(Sniffer.PROXIED);
        sniffers.addAll(outside());
        channel.pipeline().addLast(firstBytes(sniffers));
    }

    /// Counts the connection with its client's address; a proxy's own is nobody's.
    private boolean isWithinShare(String client) {
        if (house.settings().proxies().trusts(client)) return true;
        if (!house.counts().enter(client)) return false;
        channel.closeFuture().addListener(_ -> house.counts().leave(client));
        return true;
    }

    private List<Sniffer> outside() {
        List<Sniffer> sniffers = new ArrayList<>();
        if (house.settings().tls() != null) sniffers.add(Sniffer.TLS);
        sniffers.addAll(insideTls());
        return sniffers;
    }

    private List<Sniffer> insideTls() {
        List<Sniffer> sniffers = new ArrayList<>();
        sniffers.add(Sniffer.HTTP);
        sniffers.addAll(Sniffer.mtproto(house.settings().secrets()));
        return sniffers;
    }

    private FirstBytes firstBytes(List<Sniffer> sniffers) {
        return new FirstBytes(sniffers, timeoutMs(), answer -> switch (answer) {
            case Sniffer.Answer.Proxied _ -> proxied();
            case Sniffer.Answer.Tls _ -> tls();
            case Sniffer.Answer.Http _ -> http();
            case Sniffer.Answer.Mtproto spoken -> List.of(new MtprotoLine(house.room(), address, spoken));
            case Sniffer.Answer.No _, Sniffer.Answer.More _ -> List.of();
        });
    }

    private List<ChannelHandler> proxied() {
        return List.of(
                silence(), new HAProxyMessageDecoder(Limits.PROXY_HEADER_SIZE_MAX), new ProxyHeader(this::named));
    }

    private void named(ChannelHandlerContext ctx, @Nullable String client) {
        if (client != null) {
            if (!isWithinShare(client)) {
                var _ = ctx.close();
                return;
            }
            address = client;
        }
        ctx.pipeline().addAfter(ctx.name(), null, firstBytes(outside()));
    }

    private List<ChannelHandler> tls() {
        Tls tls = house.settings().tls();
        if (tls == null) return List.of();
        return List.of(tls.handler(channel.alloc(), house.room().threads()), firstBytes(insideTls()));
    }

    private List<ChannelHandler> http() {
        var config = new HttpDecoderConfig()
                .setMaxInitialLineLength(Limits.HTTP_LINE_LENGTH_MAX)
                .setMaxHeaderSize(Limits.HTTP_HEADERS_SIZE_MAX);
        var front = new HttpFront(
                house.web(),
                forwarded -> house.settings().proxies().sender(address, forwarded),
                house.settings().limits().firstFrameSizeMax() + Limits.HTTP_HEADERS_SIZE_MAX,
                house.room().threads(),
                this::insideWebSocket);
        return List.of(
                silence(), new HttpServerCodec(config), new HttpObjectAggregator(Limits.HTTP_BODY_SIZE_MAX), front);
    }

    /// @return none when the client has its share of connections
    private List<ChannelHandler> insideWebSocket(String client) {
        if (!client.equals(address) && !isWithinShare(client)) return List.of();
        address = client;
        return List.of(
                new WebSocketBytes(),
                firstBytes(Sniffer.mtproto(house.settings().secrets())));
    }

    private ReadTimeoutHandler silence() {
        return new ReadTimeoutHandler(timeoutMs(), TimeUnit.MILLISECONDS);
    }

    private long timeoutMs() {
        return house.settings().limits().firstBytesTimeout().toMillis();
    }
}
