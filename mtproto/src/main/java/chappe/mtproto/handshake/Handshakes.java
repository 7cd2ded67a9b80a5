package chappe.mtproto.handshake;

import static chappe.mtproto.handshake.HandshakeFault.require;

import chappe.core.Limits;
import chappe.core.tl.Int128;
import chappe.core.tl.TlFault;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.wire.Layers;
import chappe.wire.mtproto.ReqDHParams;
import chappe.wire.mtproto.ReqPq;
import chappe.wire.mtproto.ReqPqMulti;
import chappe.wire.mtproto.SetClientDHParams;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The key exchanges that are under way on a server, found by their nonces, whatever connection they come on.
///
/// Bounded: of too many, the oldest gives way, so that a flood of first steps cannot shut new clients out.
/// Thread-safe; the map is guarded by itself, each exchange by its own lock, and no lock is held while another
/// exchange computes.
public final class Handshakes {
    private static final Set<Integer> REQUESTS = Set.of(ReqPq.ID, ReqPqMulti.ID, ReqDHParams.ID, SetClientDHParams.ID);

    private record Nonces(Int128 nonce, Int128 serverNonce) {}

    private final HandshakeRoom room;
    private final Map<Nonces, Handshake> pending = new LinkedHashMap<>();

    public Handshakes(HandshakeRoom room) {
        this.room = room;
    }

    /// Takes the body of one unencrypted message.
    ///
    /// @param dcHint the DC that the connection's first bytes named, or 0
    /// @throws RuntimeException when the store cannot take a key: the caller answers "try later" (−429)
    public Outcome answer(byte[] body, int dcHint) {
        try {
            return answer(request(body), dcHint == 0 ? room.defaultDc() : dcHint);
        } catch (HandshakeFault fault) {
            return new Outcome.Refused(fault.check());
        }
    }

    /// How many exchanges are under way.
    public int pending() {
        synchronized (pending) {
            return pending.size();
        }
    }

    /// Nothing but the four requests is read from a stranger. Clients may pad inside the message, so bytes may
    /// follow.
    private static TlObject request(byte[] body) {
        try {
            var in = new TlReader(body, Layers.newest());
            require(REQUESTS.contains(in.peekInt32()), Check.REQUEST);
            return in.object();
        } catch (TlFault unreadable) {
            throw new HandshakeFault(Check.REQUEST);
        }
    }

    private Outcome answer(TlObject request, int dc) {
        return switch (request) {
            case ReqPq ask -> start(ask.nonce());
            case ReqPqMulti ask -> start(ask.nonce());
            case ReqDHParams ask ->
                proceed(ask.nonce(), ask.serverNonce(), exchange -> new Outcome.Reply(exchange.answer(ask)));
            case SetClientDHParams ask -> proceed(ask.nonce(), ask.serverNonce(), exchange -> exchange.answer(ask, dc));
            default -> throw new HandshakeFault(Check.REQUEST);
        };
    }

    private Outcome start(Int128 nonce) {
        var serverNonce = new Int128(room.random().nextLong(), room.random().nextLong());
        var handshake = new Handshake(room, nonce, serverNonce);
        synchronized (pending) {
            dropOld(handshake.started());
            pending.put(new Nonces(nonce, serverNonce), handshake);
        }
        return new Outcome.Reply(handshake.resPQ());
    }

    private Outcome proceed(Int128 nonce, Int128 serverNonce, Function<Handshake, Outcome> step) {
        var nonces = new Nonces(nonce, serverNonce);
        Handshake handshake = get(nonces);
        try {
            return step.apply(handshake);
        } finally {
            if (handshake.isOver()) {
                synchronized (pending) {
                    pending.remove(nonces);
                }
            }
        }
    }

    private Handshake get(Nonces nonces) {
        synchronized (pending) {
            Handshake handshake = pending.get(nonces);
            if (handshake == null || isExpired(handshake, room.clock().instant())) {
                throw new HandshakeFault(Check.EXCHANGE);
            }
            return handshake;
        }
    }

    /// Held by `pending`, which is in the order of starting.
    private void dropOld(Instant now) {
        Iterator<Handshake> oldest = pending.values().iterator();
        while (oldest.hasNext()) {
            Handshake next = oldest.next();
            if (pending.size() < Limits.HANDSHAKES_PENDING_MAX && !isExpired(next, now)) return;
            oldest.remove();
        }
    }

    private static boolean isExpired(Handshake handshake, Instant now) {
        return now.isAfter(handshake.started().plus(Limits.HANDSHAKE_TIMEOUT));
    }
}
