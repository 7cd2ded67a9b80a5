package chappe.mtproto.session;

import chappe.core.AuthKeyId;
import chappe.core.tl.TlFault;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlWriter;
import chappe.mtproto.crypto.CipherFault;
import chappe.mtproto.crypto.Direction;
import chappe.mtproto.crypto.MessageCipher;
import chappe.mtproto.handshake.HandshakeRoom;
import chappe.mtproto.handshake.Handshakes;
import chappe.mtproto.handshake.Outcome;
import chappe.mtproto.handshake.PlainMessage;
import chappe.mtproto.handshake.ServerKey;
import chappe.mtproto.session.MessageFault.BadSalt;
import chappe.mtproto.session.ServerFrames.Address;
import chappe.mtproto.session.ServerFrames.Numbered;
import chappe.mtproto.transport.Connection;
import chappe.mtproto.transport.Frames;
import chappe.wire.Layers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The frame loop: from a frame to its key, its plaintext and its session. Thread-safe; frames of one
/// connection come one at a time.
///
/// What a forger could have sent is answered with nothing, or with what anyone may know (no such key here);
/// all else is told inside the authenticated channel only.
public final class Sessions implements Frames {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    /// Who this server is to its clients.
    ///
    /// @param defaultDc the DC of clients that name none, 1..5
    public record Identity(ServerKey serverKey, int defaultDc) {}

    private final SessionRoom room;
    private final Handshakes handshakes;
    private final ConcurrentHashMap<Connection, Carrier> carriers = new ConcurrentHashMap<>();

    /// @param random of key exchanges, paddings and ids
    /// @param lanes runs each task on a thread of its own, which may block: virtual ones
    public Sessions(
            Identity identity, AuthKeys authKeys, Requests requests, Clock clock, SecureRandom random, Executor lanes) {
        var salts = Salts.of(identity.serverKey());
        var keys = new LiveKeys(authKeys, salts, clock);
        this.room = new SessionRoom(
                clock,
                random,
                new MsgIds(clock),
                salts,
                authKeys,
                keys,
                requests,
                new AckTimer(),
                new UnprovenLayers(),
                lanes);
        this.handshakes =
                new Handshakes(new HandshakeRoom(identity.serverKey(), keys, clock, random, identity.defaultDc()));
    }

    @Override
    public void opened(Connection connection) {
        carriers.put(connection, new Carrier(connection));
    }

    @Override
    public void frame(Connection connection, byte[] frame, boolean wantsQuickAck) {
        Carrier carrier = carriers.get(connection);
        if (carrier == null) return;
        try {
            take(carrier, frame, wantsQuickAck);
        } catch (TransportFault fault) {
            if (fault.kind().code() != 0) connection.sendError(fault.kind().code());
            connection.closeAfterFlush();
        } catch (RuntimeException bug) {
            LOG.error("frame failed address={}", connection.address(), bug);
            connection.close();
        }
    }

    @Override
    public void closed(Connection connection) {
        Carrier carrier = carriers.remove(connection);
        if (carrier != null) carrier.end();
    }

    /// Lets sessions acknowledge what has waited long enough. To be called every tenth of a second or so.
    public void acknowledge() {
        room.ackTimer().run(room.clock().instant());
    }

    /// Ends abandoned sessions and silent connections, and forgets unused keys. To be called every second or
    /// so.
    public void sweep() {
        Instant now = room.clock().instant();
        for (Session each : room.keys().sessions()) {
            boolean isOver = each.isAbandoned(now) || each.key().isExpired(now);
            if (isOver && room.keys().remove(each.key(), each)) each.close();
        }
        room.keys().forgetUnused(now);
    }

    public int connectionCount() {
        return carriers.size();
    }

    public int sessionCount() {
        return room.keys().sessionCount();
    }

    private void take(Carrier carrier, byte[] frame, boolean wantsQuickAck) {
        if (frame.length < Long.BYTES) throw new TransportFault(TransportFault.Kind.FORGED);
        long keyId = MessageCipher.authKeyId(frame);
        if (keyId == 0) {
            exchangeKeys(carrier.connection(), frame);
            return;
        }
        LiveKey key = room.keys().get(new AuthKeyId(keyId));
        byte[] plaintext = decrypt(key, frame);
        carrier.trust();
        boolean isTaken = deliver(carrier, key, ClientFrame.of(plaintext));
        if (isTaken && wantsQuickAck) carrier.connection().sendQuickAck(QuickAcks.token(key.value(), plaintext));
    }

    /// Whatever is wrong with a key exchange, the client hears the same.
    private void exchangeKeys(Connection connection, byte[] frame) {
        Outcome outcome = handshakeOutcome(frame, connection.dcHint());
        if (outcome instanceof Outcome.Done done) room.keys().agreed(done.authKeyId(), done.firstSalt());
        TlObject answer = switch (outcome) {
            case Outcome.Reply reply -> reply.answer();
            case Outcome.Done done -> done.answer();
            case Outcome.Refused _ -> throw new TransportFault(TransportFault.Kind.KEY_UNKNOWN);
        };
        byte[] body = TlWriter.toBytes(answer, Layers.newest());
        connection.send(new PlainMessage(room.msgIds().next(MsgIds.Kind.ANSWER), body).toFrame());
    }

    private Outcome handshakeOutcome(byte[] frame, int dcHint) {
        try {
            return handshakes.answer(PlainMessage.read(frame).body(), dcHint);
        } catch (TlFault unreadable) {
            throw new TransportFault(TransportFault.Kind.KEY_UNKNOWN);
        } catch (TransportFault fault) {
            throw fault;
        } catch (RuntimeException unavailable) {
            LOG.warn("key exchange failed", unavailable);
            throw new TransportFault(TransportFault.Kind.TRY_LATER);
        }
    }

    private static byte[] decrypt(LiveKey key, byte[] frame) {
        try {
            return MessageCipher.decrypt(key.value(), Direction.CLIENT_TO_SERVER, frame);
        } catch (CipherFault forged) {
            throw new TransportFault(TransportFault.Kind.FORGED);
        }
    }

    /// @return false when the message was refused
    private boolean deliver(Carrier carrier, LiveKey key, ClientFrame frame) {
        Instant now = room.clock().instant();
        Session session = key.findSession(frame.sessionId());
        try {
            if (!key.acceptsSalt(frame.salt(), now)) throw new BadSalt(frame.message());
            MessageRules.checkForm(frame.message());
            boolean isContainer = Containers.isContainer(frame.message());
            List<ClientMessage> inner = isContainer ? Containers.messages(frame.message()) : null;
            if (session == null) session = open(carrier, key, frame, inner);
            if (session.receive(carrier, frame.message(), inner)) return true;
            return open(carrier, key, frame, inner).receive(carrier, frame.message(), inner);
        } catch (MessageFault fault) {
            refuse(carrier, key, frame, session, fault);
            return false;
        }
    }

    private Session open(Carrier carrier, LiveKey key, ClientFrame frame, @Nullable List<ClientMessage> inner) {
        Instant now = room.clock().instant();
        MessageRules.checkTime(frame.message(), now);
        if (carrier.isFull()) throw new TransportFault(TransportFault.Kind.TRY_LATER);
        long first = frame.message().msgId();
        for (ClientMessage each : inner == null ? List.<ClientMessage>of() : inner) {
            if (MessageRules.isInTime(each, now)) first = Math.min(first, each.msgId() & ~3L);
        }
        return room.keys().open(key, frame.sessionId(), first, room);
    }

    /// Tells the client what was wrong, without making it a session for that.
    private void refuse(
            Carrier carrier, LiveKey key, ClientFrame frame, @Nullable Session session, MessageFault fault) {
        if (session != null && session.refuse(carrier, fault)) return;
        long salt = key.salt(room.clock().instant());
        var notice = new Numbered(room.msgIds().next(MsgIds.Kind.ANSWER), 0, ServerFrames.refusal(fault, salt));
        carrier.connection()
                .send(ServerFrames.single(new Address(key, salt, frame.sessionId()), notice, room.random()));
    }
}
