package chappe.mtproto.transport;

import chappe.core.DcId;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.FastThreadLocal;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection that speaks MTProto: decodes on its event loop, hands frames to its [Lane], and sends.
///
/// Reading state is confined to the event loop, and so is the writing state behind [#drain]; what waits to be written
/// is guarded by `this`. It keeps no buffer while idle.
final class MtprotoLine extends ChannelInboundHandlerAdapter implements Connection {
    private static final Logger LOG = LoggerFactory.getLogger(MtprotoLine.class);

    /// What is common to all lines of a server.
    ///
    /// @param random of the padding; thread-safe
    /// @param scratch one array for each event loop, into which what was read is decrypted
    record Room(
            Frames frames,
            TransportLimits limits,
            Executor threads,
            SecureRandom random,
            FastThreadLocal<byte[]> scratch) {}

    private sealed interface Outgoing {
        record Frame(byte[] bytes) implements Outgoing {}

        record QuickAck(int token) implements Outgoing {}

        record TransportError(int code) implements Outgoing {}

        record End() implements Outgoing {}
    }

    private final Room room;
    private final Lane lane;
    private final String address;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final @Nullable Obfuscation obfuscation;
    private final FrameReader.Sink sink = this::received;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Queue<Outgoing> outgoing;
    private boolean isDraining;
    private int unsentBytes;
    private int waitingBytes;
    private boolean isPaused;
    private volatile boolean isOver;
    private long lastReadNanos;
    private @Nullable Future<?> idleCheck;

    MtprotoLine(Room room, String address, Sniffer.Answer.Mtproto spoken) {
        this.room = room;
        this.lane = new Lane(room.threads());
        this.address = address;
        this.obfuscation = spoken.obfuscation();
        this.reader = new FrameReader(spoken.framing(), false, room.limits().firstFrameSizeMax());
        this.writer = new FrameWriter(spoken.framing(), room.random());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        lastReadNanos = ctx.executor().ticker().nanoTime();
        watch(ctx, room.limits().idleTimeout().toNanos());
        lane.add(() -> room.frames().opened(this));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        lastReadNanos = ctx.executor().ticker().nanoTime();
        byte[] bytes = room.scratch().get();
        try {
            while (in.isReadable() && !isOver) {
                int count = Math.min(bytes.length, in.readableBytes());
                in.readBytes(bytes, 0, count);
                if (obfuscation != null) obfuscation.toServer().apply(bytes, 0, count);
                reader.feed(bytes, 0, count, sink);
            }
        } catch (StreamFault fault) {
            LOG.debug("event=bad-stream address={} fault=\"{}\"", address, fault.getMessage());
            end(ctx);
        } finally {
            in.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        over();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        over();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("event=line-broke address={} cause=\"{}\"", address, cause.toString());
        end(ctx);
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public int dcHint() {
        return obfuscation == null ? 0 : DcId.normalized(obfuscation.dc());
    }

    @Override
    public void send(byte[] frame) {
        enqueue(new Outgoing.Frame(frame), frame.length);
    }

    @Override
    public void sendQuickAck(int token) {
        enqueue(new Outgoing.QuickAck(token), 4);
    }

    @Override
    public void sendError(int code) {
        enqueue(new Outgoing.TransportError(code), 4);
    }

    @Override
    public void trust() {
        onLoop(() -> reader.allow(room.limits().frameSizeMax()));
    }

    @Override
    public void close() {
        onLoop(this::closeChannel);
    }

    @Override
    public void closeAfterFlush() {
        enqueue(new Outgoing.End(), 0);
    }

    @Override
    public String toString() {
        return "MtprotoLine[" + address + "]";
    }

    private void received(byte[] frame, boolean wantsQuickAck) {
        synchronized (this) {
            waitingBytes += frame.length;
            if (waitingBytes > room.limits().waitingBytesMax()) pause(true);
        }
        lane.add(() -> {
            try {
                if (!isOver) room.frames().frame(this, frame, wantsQuickAck);
            } finally {
                handled(frame.length);
            }
        });
    }

    private synchronized void handled(int size) {
        waitingBytes -= size;
        if (waitingBytes <= room.limits().waitingBytesMax() / 2) pause(false);
    }

    /// Held by `this`: reading stops while too much waits, and TCP makes the client wait in turn.
    private void pause(boolean isToPause) {
        if (isPaused == isToPause || context == null) return;
        isPaused = isToPause;
        context.channel().config().setAutoRead(!isToPause);
    }

    private void enqueue(Outgoing next, int size) {
        boolean isFirst;
        synchronized (this) {
            if (isOver || context == null) return;
            if (unsentBytes > room.limits().unsentBytesMax()) {
                LOG.debug("event=client-does-not-read address={} unsent={}", address, unsentBytes);
                close();
                return;
            }
            unsentBytes += size;
            if (outgoing == null) outgoing = new ArrayDeque<>();
            outgoing.add(next);
            isFirst = !isDraining;
            isDraining = true;
        }
        if (isFirst) onLoop(this::drain);
    }

    /// Writes what has gathered and flushes once.
    private void drain() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) return;
        boolean isEnd = false;
        for (Outgoing next = next(); next != null && !isEnd; next = next()) {
            switch (next) {
                case Outgoing.Frame(byte[] bytes) -> write(ctx, writer.frame(bytes, false), bytes.length);
                case Outgoing.QuickAck(int token) -> write(ctx, writer.quickAck(token), 4);
                case Outgoing.TransportError(int code) -> write(ctx, writer.error(code), 4);
                case Outgoing.End _ -> isEnd = true;
            }
        }
        ctx.flush();
        if (isEnd) {
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> closeChannel());
        }
    }

    private synchronized @Nullable Outgoing next() {
        Outgoing next = outgoing == null ? null : outgoing.poll();
        if (next == null) {
            outgoing = null;
            isDraining = false;
        }
        return next;
    }

    private void write(ChannelHandlerContext ctx, byte[] bytes, int size) {
        if (obfuscation != null) obfuscation.toClient().apply(bytes, 0, bytes.length);
        ctx.write(Unpooled.wrappedBuffer(bytes)).addListener(_ -> sent(size));
    }

    private synchronized void sent(int size) {
        unsentBytes -= size;
    }

    private void onLoop(Runnable work) {
        ChannelHandlerContext ctx = context;
        if (ctx == null) return;
        if (ctx.executor().inEventLoop()) work.run();
        else ctx.executor().execute(work);
    }

    /// Looks again when the idle time could have passed; one timer a connection, set anew only then.
    private void watch(ChannelHandlerContext ctx, long nanos) {
        idleCheck = ctx.executor().schedule(() -> checkIdle(ctx), nanos, TimeUnit.NANOSECONDS);
    }

    private void checkIdle(ChannelHandlerContext ctx) {
        if (isOver) return;
        long left =
                room.limits().idleTimeout().toNanos() - (ctx.executor().ticker().nanoTime() - lastReadNanos);
        if (left <= 0) end(ctx);
        else watch(ctx, left);
    }

    private void closeChannel() {
        if (context != null) end(context);
    }

    private void end(ChannelHandlerContext ctx) {
        var _ = ctx.close();
    }

    private void over() {
        synchronized (this) {
            if (isOver) return;
            isOver = true;
            outgoing = null;
        }
        if (idleCheck != null) idleCheck.cancel(false);
        lane.add(() -> room.frames().closed(this));
    }
}
