package chappe.mtproto.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the sniffers what a connection speaks and makes way for who can read it. Confined to the connection's event
/// loop.
///
/// A client that says nothing that is recognised is closed, in time or at once. Behind a PROXY header or inside TLS
/// another of these asks again.
final class FirstBytes extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(FirstBytes.class);

    /// Who reads on, in the order of the pipeline.
    interface Successors extends Function<Sniffer.Answer, List<ChannelHandler>> {}

    private final List<Sniffer> sniffers;
    private final long timeoutMs;
    private final Successors successors;
    private @Nullable ByteBuf held;
    private @Nullable Future<?> timeout;

    FirstBytes(List<Sniffer> sniffers, long timeoutMs, Successors successors) {
        this.sniffers = sniffers;
        this.timeoutMs = timeoutMs;
        this.successors = successors;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timeout = ctx.executor()
                .schedule(
                        () -> {
                            var _ = ctx.close();
                        },
                        timeoutMs,
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (timeout != null) timeout.cancel(false);
        if (held != null) held.release();
        held = null;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = joined((ByteBuf) message);
        if (!in.isReadable()) {
            in.release();
            return;
        }
        byte[] first = new byte[Math.min(Sniffer.BYTES_MAX, in.readableBytes())];
        in.getBytes(in.readerIndex(), first);
        Sniffer.Answer answer = Sniffer.ask(sniffers, first);
        switch (answer) {
            case Sniffer.Answer.No _ -> {
                in.release();
                var _ = ctx.close();
            }
            case Sniffer.Answer.More _ -> {
                held = Unpooled.copiedBuffer(in);
                in.release();
            }
            case Sniffer.Answer.Http _, Sniffer.Answer.Tls _, Sniffer.Answer.Proxied _ -> giveWay(ctx, answer, in);
            case Sniffer.Answer.Mtproto spoken -> giveWay(ctx, answer, in.skipBytes(spoken.used()));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("event=opening-broke cause=\"{}\"", cause.toString());
        var _ = ctx.close();
    }

    private ByteBuf joined(ByteBuf next) {
        if (held == null) return next;
        ByteBuf whole = Unpooled.buffer(held.readableBytes() + next.readableBytes());
        whole.writeBytes(held).writeBytes(next);
        held.release();
        next.release();
        held = null;
        return whole;
    }

    private void giveWay(ChannelHandlerContext ctx, Sniffer.Answer answer, ByteBuf rest) {
        String after = ctx.name();
        for (ChannelHandler each : successors.apply(answer)) {
            ctx.pipeline().addAfter(after, null, each);
            after = ctx.pipeline().context(each).name();
        }
        ctx.fireChannelRead(rest);
        ctx.pipeline().remove(this);
    }
}
