package chappe.mtproto.crypto;

import chappe.core.AuthKeyId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Encrypts and decrypts whole MTProto messages.
///
/// | offset | bytes | name | meaning |
/// |---|---|---|---|
/// | 0 | 8 | `auth_key_id` | which key; 0 stands for an unencrypted message, which does not come here |
/// | 8 | 16 | `msg_key` | hash over key and plaintext, and the seed of this message's AES key |
/// | 24 | 16 n | `encrypted_data` | AES-IGE over the plaintext and 12 to 1024 bytes of padding |
///
/// See [encrypted message](https://core.telegram.org/mtproto/description#encrypted-message).
public final class MessageCipher {
    public static final int HEAD_SIZE = 24;
    public static final int PADDING_SIZE_MIN = 12;
    public static final int PADDING_SIZE_MAX = 1024;

    /// Up to this many blocks beyond the least padding, so that a length on the wire does not tell that of the text.
    private static final int EXTRA_BLOCKS = 4;

    /// The size of the one message that is still encrypted as MTProto 1.0: 32 bytes of head and
    /// `bind_auth_key_inner`.
    public static final int BIND_SIZE = 72;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// The `auth_key_id` that a frame of at least eight bytes begins with; 0 for an unencrypted message.
    public static long authKeyId(byte[] frame) {
        return (long) LONG.get(frame, 0);
    }

    /// Encrypts one message.
    ///
    /// @param authKey 256 bytes
    /// @param random of the padding
    /// @param parts the plaintext without padding: salt, session id, msg_id, seq_no, length and body
    /// @return a whole frame
    public static byte[] encrypt(
            AuthKeyId id, byte[] authKey, Direction direction, RandomGenerator random, byte[]... parts) {
        int size = 0;
        for (byte[] part : parts) size += part.length;
        int padding = paddingSize(size, random);
        byte[] frame = new byte[HEAD_SIZE + size + padding];
        int at = HEAD_SIZE;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, frame, at, part.length);
            at += part.length;
        }
        byte[] noise = new byte[padding];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, frame, at, padding);
        byte[] msgKey = MessageKey.msgKey(authKey, frame, HEAD_SIZE, size + padding, direction);
        return sealed(id, msgKey, MessageKey.derive(authKey, msgKey, direction), frame);
    }

    /// Decrypts a frame and proves its `msg_key` over the whole plaintext, in constant time, before anyone reads a
    /// field.
    ///
    /// @return the plaintext, padding included
    /// @throws CipherFault when the frame has no whole blocks or was not made with this key for this direction
    public static byte[] decrypt(byte[] authKey, Direction direction, byte[] frame) {
        int size = frame.length - HEAD_SIZE;
        if (size <= 0 || size % AesIge.BLOCK_SIZE != 0) throw new CipherFault();
        byte[] msgKey = Arrays.copyOfRange(frame, 8, HEAD_SIZE);
        byte[] plaintext = opened(frame, MessageKey.derive(authKey, msgKey, direction));
        byte[] expected = MessageKey.msgKey(authKey, plaintext, 0, size, direction);
        if (!MessageDigest.isEqual(expected, msgKey)) throw new CipherFault();
        return plaintext;
    }

    /// What `encrypted_message` of [auth.bindTempAuthKey](https://core.telegram.org/method/auth.bindTempAuthKey)
    /// holds: 72 bytes under the permanent key, as MTProto 1.0 encrypts them.
    public static byte[] encryptBind(AuthKeyId permId, byte[] permKey, byte[] plaintext, RandomGenerator random) {
        if (plaintext.length != BIND_SIZE) throw new IllegalArgumentException("bind message of " + plaintext.length);
        int size = BIND_SIZE + AesIge.BLOCK_SIZE - BIND_SIZE % AesIge.BLOCK_SIZE;
        byte[] noise = new byte[size - BIND_SIZE];
        random.nextBytes(noise);
        byte[] frame = new byte[HEAD_SIZE + size];
        System.arraycopy(plaintext, 0, frame, HEAD_SIZE, BIND_SIZE);
        System.arraycopy(noise, 0, frame, HEAD_SIZE + BIND_SIZE, noise.length);
        byte[] msgKey = MessageKey.msgKeyV1(plaintext, 0, BIND_SIZE);
        return sealed(permId, msgKey, MessageKey.deriveV1(permKey, msgKey, Direction.CLIENT_TO_SERVER), frame);
    }

    /// The other way round. The length is known beforehand, so that MTProto 1.0's hash, which leaves the
    /// padding out, is proved without reading a length from what is not yet proved.
    ///
    /// @return random:int128 msg_id:long seq_no:int msg_len:int bind_auth_key_inner, 72 bytes
    /// @throws CipherFault when it was not made with this key
    public static byte[] decryptBind(byte[] permKey, byte[] encrypted) {
        int size = encrypted.length - HEAD_SIZE;
        if (size < BIND_SIZE || size > BIND_SIZE + AesIge.BLOCK_SIZE || size % AesIge.BLOCK_SIZE != 0)
            throw new CipherFault();
        byte[] msgKey = Arrays.copyOfRange(encrypted, 8, HEAD_SIZE);
        byte[] padded = opened(encrypted, MessageKey.deriveV1(permKey, msgKey, Direction.CLIENT_TO_SERVER));
        if (!MessageDigest.isEqual(MessageKey.msgKeyV1(padded, 0, BIND_SIZE), msgKey)) throw new CipherFault();
        return Arrays.copyOf(padded, BIND_SIZE);
    }

    private static int paddingSize(int size, RandomGenerator random) {
        int least = PADDING_SIZE_MIN
                + (AesIge.BLOCK_SIZE - (size + PADDING_SIZE_MIN) % AesIge.BLOCK_SIZE) % AesIge.BLOCK_SIZE;
        return least + random.nextInt(EXTRA_BLOCKS + 1) * AesIge.BLOCK_SIZE;
    }

    private static byte[] sealed(AuthKeyId id, byte[] msgKey, MessageKey key, byte[] frame) {
        AesIge.encrypt(frame, HEAD_SIZE, frame.length - HEAD_SIZE, key.aesKey, key.aesIv);
        LONG.set(frame, 0, id.value());
        System.arraycopy(msgKey, 0, frame, 8, MessageKey.SIZE);
        return frame;
    }

    private static byte[] opened(byte[] frame, MessageKey key) {
        byte[] plaintext = Arrays.copyOfRange(frame, HEAD_SIZE, frame.length);
        AesIge.decrypt(plaintext, 0, plaintext.length, key.aesKey, key.aesIv);
        return plaintext;
    }

    private MessageCipher() {}
}
