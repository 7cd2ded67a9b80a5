package chappe.domain.box;

/// What notification settings are for: one peer, or all peers of a kind that have none of their own.
///
/// Stored as one long: a [Peer], whose bits from 48 up are never 0, or the kind's code.
public sealed interface NotifyScope {

    record Of(Peer peer) implements NotifyScope {}

    enum Kind implements NotifyScope {
        USERS(1),
        CHATS(2),
        BROADCASTS(3);

        private final long code;

        Kind(long code) {
            this.code = code;
        }
    }

    static NotifyScope of(long stored) {
        if (stored >>> 48 != 0) return new Of(Peer.of(stored));
        for (Kind kind : Kind.values()) if (kind.code == stored) return kind;
        throw new IllegalArgumentException("no kind of peers: " + stored);
    }

    default long stored() {
        return switch (this) {
            case Of(Peer peer) -> peer.stored();
            case Kind kind -> kind.code;
        };
    }
}
