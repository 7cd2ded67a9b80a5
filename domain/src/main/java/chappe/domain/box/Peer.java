package chappe.domain.box;

import chappe.core.UserId;

/// Whom a dialog is with. Groups and channels will be further cases.
///
/// Stored as one long: the kind's code in the bits from 48 up, the id below.
public sealed interface Peer {

    /// A private chat with a user; with oneself it is the Saved Messages.
    record User(UserId id) implements Peer {}

    static Peer user(UserId id) {
        return new User(id);
    }

    static Peer of(long stored) {
        if (stored >>> 48 != 1) throw new IllegalArgumentException("no kind of peer: " + (stored >>> 48));
        return new User(new UserId(stored & (1L << 48) - 1));
    }

    default long stored() {
        return switch (this) {
            case User(UserId id) -> 1L << 48 | id.value();
        };
    }
}
