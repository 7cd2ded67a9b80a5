package chappe.mtproto.session;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Draws the ids of the server's messages: wall-clock time, rising strictly over all sessions of the process
/// ([message identifier](https://core.telegram.org/mtproto/description#message-identifier-msg-id)).
///
/// Rising over all sessions and not only within one, so that a message sent before its session exists
/// (bad_server_salt) never shares its id with the first one after. Thread-safe.
final class MsgIds {

    /// What the two lowest bits say.
    enum Kind {
        ANSWER(1),
        OTHER(3);

        private final int bits;

        Kind(int bits) {
            this.bits = bits;
        }
    }

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    MsgIds(Clock clock) {
        this.clock = clock;
    }

    long next(Kind kind) {
        long now = at(clock.instant());
        return last.updateAndGet(before -> Math.max(now, before + 4)) | kind.bits;
    }

    /// The least id of an instant.
    static long at(Instant instant) {
        long fraction = ((long) instant.getNano() << 32) / 1_000_000_000;
        return (instant.getEpochSecond() << 32) | (fraction & ~3L);
    }
}
