package chappe.core;

/// The identifier of an MTProto message: unix time in the upper 32 bits, and a kind in the lowest two
/// ([message identifier](https://core.telegram.org/mtproto/description#message-identifier-msg-id)).
public record MsgId(long value) implements Comparable<MsgId> {

    /// Unix seconds at which the sender says it made the message.
    public long seconds() {
        return value >> 32;
    }

    @Override
    public int compareTo(MsgId other) {
        return Long.compareUnsigned(value, other.value);
    }
}
