package chappe.mtproto.crypto;

/// Which way a message goes. Each way takes its keys from another part of the authorization key, so that a
/// message cannot be played back to its sender ([defining AES key and
/// IV](https://core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector)).
public enum Direction {
    CLIENT_TO_SERVER(0),
    SERVER_TO_CLIENT(8);

    /// The docs' `x`: where in the authorization key this direction's parts begin.
    final int offset;

    Direction(int offset) {
        this.offset = offset;
    }
}
