package chappe.mtproto.transport;

import static chappe.testkit.Hex.hex;
import static chappe.testkit.Splits.forEverySplit;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.mtproto.transport.ClientTransport.Style;
import chappe.testkit.Seed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A connection from its first byte on, without sockets.
final class LineTest {
    private static final TransportLimits LIMITS =
            new TransportLimits(8192, 2048, Duration.ofSeconds(30), Duration.ofMinutes(10), 4096, 1 << 20, 100);
    private static final byte[] SECRET = hex("101112131415161718191a1b1c1d1e1f");

    private final RandomGenerator random = Seed.random("LineTest");
    private final List<String> seen = new ArrayList<>();
    private final List<Connection> opened = new ArrayList<>();
    private final Queue<Runnable> heldBack = new ArrayDeque<>();
    private boolean isHoldingBack;
    private final TransportServer server = new TransportServer(
            new TransportServer.Settings(List.of(), 1, LIMITS, List.of(SECRET), null, TrustedProxies.NONE),
            new Recorder(),
            new WebRoutes.Builder().build(),
            work -> {
                if (isHoldingBack) heldBack.add(work);
                else work.run();
            },
            new SecureRandom());

    @AfterEach
    void closeServer() {
        server.close();
    }

    static List<Style> styles() {
        List<Style> styles = new ArrayList<>();
        for (Framing framing : Framing.values()) {
            styles.add(Style.plain(framing));
            if (framing == Framing.FULL) continue;
            styles.add(Style.obfuscated(framing, 3));
            styles.add(Style.obfuscated(framing, 3, SECRET));
        }
        return styles;
    }

    @ParameterizedTest
    @MethodSource("styles")
    void recognisesEveryTransportHoweverItsBytesArrive(Style style) {
        byte[] one = message(40);
        byte[] two = message(24 + 128);
        byte[] stream = stream(style, one, two);

        forEverySplit(stream, parts -> {
            seen.clear();
            EmbeddedChannel channel = channel();
            for (byte[] part : parts) channel.writeInbound(Unpooled.wrappedBuffer(part));
            var _ = channel.close();

            assertThat(seen).containsExactly("opened", hex(one), hex(two), "closed");
        });
        assertThat(opened.getFirst().dcHint()).isEqualTo(style.isObfuscated() ? 3 : 0);
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void answersErrorsInTheFramingOfTheClient(Framing framing) {
        EmbeddedChannel channel = channel();
        channel.writeInbound(Unpooled.wrappedBuffer(stream(Style.plain(framing), message(40))));

        opened.getFirst().sendError(-404);
        opened.getFirst().closeAfterFlush();

        String code = "6cfeffff"; // −404, little-endian
        String expected = switch (framing) {
            case ABRIDGED -> "01" + code;
            case INTERMEDIATE, PADDED -> "04000000" + code;
            case FULL -> "1000000000000000" + code;
        };
        assertThat(hex(sent(channel))).startsWith(expected);
        assertThat(channel.isOpen()).isFalse();
        assertThat(seen.getLast()).isEqualTo("closed");
    }

    @Test
    void closesWhoSaysNothingInTime() {
        EmbeddedChannel channel = channel();

        channel.advanceTimeBy(29, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
        assertThat(seen).isEmpty();
    }

    @Test
    void closesWhoSaysWhatNobodyKnows() {
        EmbeddedChannel channel = channel();
        byte[] noise = message(64);
        noise[0] = 1;
        noise[4] = 1;

        channel.writeInbound(Unpooled.wrappedBuffer(noise));

        assertThat(channel.isOpen()).isFalse();
        assertThat(seen).isEmpty();
    }

    @Test
    void closesWhoIsSilentForTooLongAfterwards() {
        EmbeddedChannel channel = channel();
        channel.writeInbound(Unpooled.wrappedBuffer(stream(Style.plain(Framing.INTERMEDIATE), message(40))));

        channel.advanceTimeBy(9, TimeUnit.MINUTES);
        channel.writeInbound(
                Unpooled.wrappedBuffer(new FrameWriter(Framing.INTERMEDIATE, random).frame(message(40), false)));
        channel.advanceTimeBy(9, TimeUnit.MINUTES);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(2, TimeUnit.MINUTES);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
        assertThat(seen.getLast()).isEqualTo("closed");
    }

    @Test
    void takesLargeFramesOnlyFromWhoIsTrusted() {
        Style style = Style.plain(Framing.INTERMEDIATE);
        byte[] atFirstLimit = message(2048);
        byte[] beyond = message(2052);
        byte[] atLimit = message(8192);
        var writer = new FrameWriter(Framing.INTERMEDIATE, random);

        EmbeddedChannel stranger = channel();
        stranger.writeInbound(Unpooled.wrappedBuffer(stream(style, atFirstLimit, beyond)));
        assertThat(seen).containsExactly("opened", hex(atFirstLimit), "closed");
        assertThat(stranger.isOpen()).isFalse();

        EmbeddedChannel trusted = channel();
        trusted.writeInbound(Unpooled.wrappedBuffer(stream(style, message(40))));
        opened.getLast().trust();
        trusted.writeInbound(Unpooled.wrappedBuffer(writer.frame(atLimit, false)));
        assertThat(seen.getLast()).isEqualTo(hex(atLimit));
        trusted.writeInbound(Unpooled.wrappedBuffer(writer.frame(message(8196), false)));
        assertThat(trusted.isOpen()).isFalse();
    }

    @Test
    void stopsReadingWhileTooMuchWaits() {
        isHoldingBack = true;
        EmbeddedChannel channel = channel();
        byte[] frame = message(2048);

        channel.writeInbound(Unpooled.wrappedBuffer(stream(Style.plain(Framing.ABRIDGED), frame, frame)));
        assertThat(channel.config().isAutoRead()).isTrue();
        channel.writeInbound(Unpooled.wrappedBuffer(new FrameWriter(Framing.ABRIDGED, random).frame(frame, false)));
        assertThat(channel.config().isAutoRead()).isFalse();
        while (!heldBack.isEmpty()) heldBack.remove().run();

        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(seen).hasSize(4);
    }

    @Test
    void nothingComesAfterTheEnd() {
        isHoldingBack = true;
        EmbeddedChannel channel = channel();
        channel.writeInbound(Unpooled.wrappedBuffer(stream(Style.plain(Framing.ABRIDGED), message(40), message(40))));
        var _ = channel.close();
        while (!heldBack.isEmpty()) heldBack.remove().run();

        opened.getFirst().send(message(40));
        opened.getFirst().close();

        assertThat(seen).containsExactly("opened", "closed");
        assertThat(channel.outboundMessages()).isEmpty();
    }

    @Test
    void sendsInOrderAndAcknowledgesQuickly() {
        EmbeddedChannel channel = channel();
        byte[] stream = stream(Style.plain(Framing.ABRIDGED), message(40));
        stream[1] |= (byte) 0x80;
        channel.writeInbound(Unpooled.wrappedBuffer(stream));

        opened.getFirst().sendQuickAck(0x01020304);
        opened.getFirst().send(hex("1111111122222222"));
        opened.getFirst().send(hex("33333333"));

        assertThat(seen.get(1)).endsWith(" ack");
        assertThat(hex(sent(channel))).isEqualTo("81020304" + "021111111122222222" + "0133333333");
    }

    private EmbeddedChannel channel() {
        var channel = new EmbeddedChannel();
        channel.freezeTime();
        server.accept(channel);
        return channel;
    }

    private byte[] stream(Style style, byte[]... frames) {
        var out = new ByteArrayOutputStream();
        var writer = new FrameWriter(style.framing(), random);
        if (!style.isObfuscated()) {
            out.writeBytes(style.framing().opening());
            for (byte[] frame : frames) out.writeBytes(writer.frame(frame, false));
            return out.toByteArray();
        }
        byte[] header = new byte[64];
        Obfuscation client = Obfuscation.start(style.framing(), style.dc(), style.secret(), random, header);
        out.writeBytes(header);
        for (byte[] frame : frames) {
            byte[] wrapped = writer.frame(frame, false);
            client.toServer().apply(wrapped, 0, wrapped.length);
            out.writeBytes(wrapped);
        }
        return out.toByteArray();
    }

    private static byte[] sent(EmbeddedChannel channel) {
        var out = new ByteArrayOutputStream();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            out.writeBytes(ByteBufUtil.getBytes(next));
            next.release();
        }
        return out.toByteArray();
    }

    private byte[] message(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        bytes[0] |= 1;
        return bytes;
    }

    private final class Recorder implements Frames {
        @Override
        public void opened(Connection connection) {
            opened.add(connection);
            seen.add("opened");
        }

        @Override
        public void frame(Connection connection, byte[] frame, boolean wantsQuickAck) {
            seen.add(hex(frame) + (wantsQuickAck ? " ack" : ""));
        }

        @Override
        public void closed(Connection connection) {
            seen.add("closed");
        }
    }
}
