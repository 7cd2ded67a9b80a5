package chappe.mtproto.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/// Makes the messages of a WebSocket the stream of bytes that MTProto sees, whatever their borders, and back.
/// Confined to the connection's event loop.
final class WebSocketBytes extends ChannelDuplexHandler {

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof WebSocketFrame frame)) { // bytes that came before the upgrade was answered
            ReferenceCountUtil.release(message);
            var _ = ctx.close();
            return;
        }
        switch (frame) {
            case BinaryWebSocketFrame _, ContinuationWebSocketFrame _ -> ctx.fireChannelRead(frame.content());
            case PingWebSocketFrame _ -> {
                var _ = ctx.writeAndFlush(new PongWebSocketFrame(frame.content()));
            }
            case PongWebSocketFrame _ -> frame.release();
            default -> {
                frame.release();
                ctx.writeAndFlush(new CloseWebSocketFrame()).addListener(ChannelFutureListener.CLOSE);
            }
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        var _ = ctx.write(message instanceof ByteBuf bytes ? new BinaryWebSocketFrame(bytes) : message, promise);
    }
}
