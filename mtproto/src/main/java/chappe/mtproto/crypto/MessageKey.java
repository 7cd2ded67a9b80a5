package chappe.mtproto.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/// The AES key and iv of one message, derived from the authorization key and the message's `msg_key`.
///
/// MTProto 2.0: [defining AES key and
/// IV](https://core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector).
/// MTProto 1.0: [the old
/// way](https://core.telegram.org/mtproto/description_v1#defining-aes-key-and-initialization-vector),
/// which only `bind_auth_key_inner` still uses.
final class MessageKey {
    static final int SIZE = 16;

    final byte[] aesKey;
    final byte[] aesIv;

    private MessageKey(byte[] aesKey, byte[] aesIv) {
        this.aesKey = aesKey;
        this.aesIv = aesIv;
    }

    /// The middle 16 bytes of SHA-256 over 32 bytes of the authorization key and the whole plaintext, padding
    /// included.
    static byte[] msgKey(byte[] authKey, byte[] data, int offset, int length, Direction direction) {
        MessageDigest sha256 = Hash.newDigest(Hash.SHA256);
        sha256.update(authKey, 88 + direction.offset, 32);
        sha256.update(data, offset, length);
        return Arrays.copyOfRange(sha256.digest(), 8, 24);
    }

    static MessageKey derive(byte[] authKey, byte[] msgKey, Direction direction) {
        int x = direction.offset;
        MessageDigest sha256 = Hash.newDigest(Hash.SHA256);
        sha256.update(msgKey);
        sha256.update(authKey, x, 36);
        byte[] a = sha256.digest();
        sha256.update(authKey, 40 + x, 36);
        sha256.update(msgKey);
        byte[] b = sha256.digest();
        return new MessageKey(joined(a, 0, 8, b, 8, 16, a, 24, 8), joined(b, 0, 8, a, 8, 16, b, 24, 8));
    }

    /// Bytes 4..19 of SHA-1 over the plaintext without its padding.
    static byte[] msgKeyV1(byte[] data, int offset, int length) {
        MessageDigest sha1 = Hash.newDigest(Hash.SHA1);
        sha1.update(data, offset, length);
        return Arrays.copyOfRange(sha1.digest(), 4, 20);
    }

    static MessageKey deriveV1(byte[] authKey, byte[] msgKey, Direction direction) {
        int x = direction.offset;
        MessageDigest sha1 = Hash.newDigest(Hash.SHA1);
        sha1.update(msgKey);
        sha1.update(authKey, x, 32);
        byte[] a = sha1.digest();
        sha1.update(authKey, 32 + x, 16);
        sha1.update(msgKey);
        sha1.update(authKey, 48 + x, 16);
        byte[] b = sha1.digest();
        sha1.update(authKey, 64 + x, 32);
        sha1.update(msgKey);
        byte[] c = sha1.digest();
        sha1.update(msgKey);
        sha1.update(authKey, 96 + x, 32);
        byte[] d = sha1.digest();
        byte[] aesIv = new byte[AesIge.IV_SIZE];
        System.arraycopy(joined(a, 8, 12, b, 0, 8, c, 16, 4), 0, aesIv, 0, 24);
        System.arraycopy(d, 0, aesIv, 24, 8);
        return new MessageKey(joined(a, 0, 8, b, 8, 12, c, 4, 12), aesIv);
    }

    private static byte[] joined(
            byte[] first,
            int firstAt,
            int firstSize,
            byte[] second,
            int secondAt,
            int secondSize,
            byte[] third,
            int thirdAt,
            int thirdSize) {
        byte[] whole = new byte[firstSize + secondSize + thirdSize];
        System.arraycopy(first, firstAt, whole, 0, firstSize);
        System.arraycopy(second, secondAt, whole, firstSize, secondSize);
        System.arraycopy(third, thirdAt, whole, firstSize + secondSize, thirdSize);
        return whole;
    }
}
