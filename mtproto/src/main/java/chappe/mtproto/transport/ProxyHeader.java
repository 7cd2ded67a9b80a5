package chappe.mtproto.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.InetAddress;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the header by which a trusted proxy names its client, and makes way. Stands behind Netty's decoder, which
/// bounds and parses it. Confined to the connection's event loop.
final class ProxyHeader extends SimpleChannelInboundHandler<HAProxyMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyHeader.class);

    private final BiConsumer<ChannelHandlerContext, @Nullable String> named;

    /// @param named hears the client's IP address, or null where the proxy speaks for itself (a check of its own, or
    ///     a client without an IP address)
    ProxyHeader(BiConsumer<ChannelHandlerContext, @Nullable String> named) {
        this.named = named;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage header) {
        boolean isForClient = header.command() == HAProxyCommand.PROXY;
        InetAddress client = isForClient ? TrustedProxies.literal(header.sourceAddress()) : null;
        ctx.pipeline().remove(ReadTimeoutHandler.class);
        named.accept(ctx, client == null ? null : client.getHostAddress());
        ctx.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("event=bad-proxy-header cause=\"{}\"", cause.toString());
        var _ = ctx.close();
    }
}
