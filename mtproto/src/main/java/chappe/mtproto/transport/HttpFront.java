package chappe.mtproto.transport;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers HTTP on a connection: upgrades to WebSocket where MTProto comes inside, everything else goes to the
/// responder. Confined to the connection's event loop, the responder's part to its lane.
final class HttpFront extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);

    /// Where clients open a [WebSocket](https://core.telegram.org/mtproto/transports#websocket).
    private static final Set<String> SOCKET_PATHS =
            Set.of("/apiws", "/apiws_premium", "/apiws_test", "/apiws_test_premium");

    private static final String SUBPROTOCOL = "binary";

    private final WebResponder responder;
    private final Senders senders;
    private final int frameSizeMax;
    private final Lane lane;
    private final Function<String, List<ChannelHandler>> afterUpgrade;

    /// Who sent a request, by the values of its `X-Forwarded-For`: an IP address.
    interface Senders extends Function<List<String>, String> {}

    /// @param afterUpgrade who reads the stream inside a WebSocket, by the sender's address; none refuses it
    HttpFront(
            WebResponder responder,
            Senders senders,
            int frameSizeMax,
            Executor threads,
            Function<String, List<ChannelHandler>> afterUpgrade) {
        this.responder = responder;
        this.senders = senders;
        this.frameSizeMax = frameSizeMax;
        this.lane = new Lane(threads);
        this.afterUpgrade = afterUpgrade;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        var uri = new QueryStringDecoder(request.uri());
        if (!request.decoderResult().isSuccess()) {
            write(ctx, WebResponse.text(400, "bad request\n"), false, false);
        } else if (isUpgrade(request) && SOCKET_PATHS.contains(uri.path())) {
            upgrade(ctx, request);
        } else {
            WebRequest asked = request(request, uri);
            boolean keepsAlive = HttpUtil.isKeepAlive(request);
            boolean isHead = request.method().equals(HttpMethod.HEAD);
            ctx.channel().config().setAutoRead(false); // until the answer is written: requests do not pile up
            lane.add(() -> answer(ctx, asked, keepsAlive, isHead));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("event=http-broke cause=\"{}\"", cause.toString());
        var _ = ctx.close();
    }

    private static boolean isUpgrade(FullHttpRequest request) {
        return request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request) {
        var config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(frameSizeMax)
                .allowExtensions(false)
                .withUTF8Validator(false)
                .build();
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(request.uri(), SUBPROTOCOL, config).newHandshaker(request);
        if (handshaker == null) {
            var _ = WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel());
            return;
        }
        List<ChannelHandler> inside = afterUpgrade.apply(sender(request));
        if (inside.isEmpty()) {
            write(ctx, WebResponse.text(429, "too many connections\n"), false, false);
            return;
        }
        // The handshake takes the HTTP codec out; ours must stand behind the WebSocket codec before its first frame is
        // read.
        handshaker.handshake(ctx.channel(), request).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        ctx.pipeline().remove(ReadTimeoutHandler.class); // MTProto has timers of its own
        String after = ctx.name();
        for (ChannelHandler each : inside) {
            ctx.pipeline().addAfter(after, null, each);
            after = ctx.pipeline().context(each).name();
        }
        ctx.pipeline().remove(this);
    }

    private WebRequest request(FullHttpRequest request, QueryStringDecoder uri) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach(each -> headers.putIfAbsent(each.getKey().toLowerCase(Locale.ROOT), each.getValue()));
        byte[] body = ByteBufUtil.getBytes(request.content());
        return new WebRequest(request.method().name(), uri.path(), uri.rawQuery(), headers, body, sender(request));
    }

    private String sender(FullHttpRequest request) {
        return senders.apply(request.headers().getAll("x-forwarded-for"));
    }

    private void answer(ChannelHandlerContext ctx, WebRequest request, boolean keepsAlive, boolean isHead) {
        WebResponse response;
        try {
            response = responder.answer(request);
        } catch (RuntimeException bug) {
            LOG.error("event=responder-failed path={}", request.path(), bug);
            response = WebResponse.text(500, "internal error\n");
        }
        write(ctx, response, keepsAlive, isHead);
    }

    private static void write(ChannelHandlerContext ctx, WebResponse response, boolean keepsAlive, boolean isHead) {
        var out = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(response.body()));
        out.headers().set(HttpHeaderNames.CONTENT_TYPE, response.contentType());
        out.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        response.headers().forEach((name, value) -> out.headers().set(name, value));
        HttpUtil.setKeepAlive(out, keepsAlive);
        var written = ctx.writeAndFlush(out);
        if (keepsAlive) written.addListener(done -> ctx.channel().config().setAutoRead(done.isSuccess()));
        else written.addListener(ChannelFutureListener.CLOSE);
    }
}
