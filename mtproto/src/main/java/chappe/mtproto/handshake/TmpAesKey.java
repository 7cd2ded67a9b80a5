package chappe.mtproto.handshake;

import chappe.core.tl.Int128;
import chappe.core.tl.Int256;
import chappe.mtproto.crypto.AesIge;
import chappe.mtproto.crypto.Hash;
import chappe.mtproto.crypto.Numbers;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// `tmp_aes_key` and `tmp_aes_iv`, under which both sides send their Diffie-Hellman values, each behind its SHA-1
/// ([step 5](https://core.telegram.org/mtproto/auth_key#5-server-responds-with)).
final class TmpAesKey {
    private static final int HASH_SIZE = 20;
    private static final int PADDING_SIZE_MAX = 15;

    private final byte[] aesKey = new byte[32];
    private final byte[] aesIv = new byte[AesIge.IV_SIZE];

    TmpAesKey(Int256 newNonce, Int128 serverNonce) {
        byte[] secret = Numbers.toBytes(newNonce);
        byte[] open = Numbers.toBytes(serverNonce);
        byte[] secretOpen = Hash.sha1(secret, open);
        byte[] openSecret = Hash.sha1(open, secret);
        System.arraycopy(secretOpen, 0, aesKey, 0, 20);
        System.arraycopy(openSecret, 0, aesKey, 20, 12);
        System.arraycopy(openSecret, 12, aesIv, 0, 8);
        System.arraycopy(Hash.sha1(secret, secret), 0, aesIv, 8, 20);
        System.arraycopy(secret, 0, aesIv, 28, 4);
    }

    byte[] encrypt(byte[] data, RandomGenerator random) {
        int size = HASH_SIZE + data.length;
        byte[] withHash = new byte[(size + PADDING_SIZE_MAX) / AesIge.BLOCK_SIZE * AesIge.BLOCK_SIZE];
        random.nextBytes(withHash);
        System.arraycopy(Hash.sha1(data), 0, withHash, 0, HASH_SIZE);
        System.arraycopy(data, 0, withHash, HASH_SIZE, data.length);
        encryptInPlace(withHash);
        return withHash;
    }

    /// The cipher alone.
    void encryptInPlace(byte[] withHash) {
        AesIge.encrypt(withHash, 0, withHash.length, aesKey, aesIv);
    }

    /// Decrypts, and proves the hash before anyone reads the content: how long the padding is, the hash tells.
    ///
    /// @return null when there are no whole blocks, or the hash is wrong for every padding that is allowed
    byte @Nullable [] decrypt(byte[] encrypted) {
        if (encrypted.length % AesIge.BLOCK_SIZE != 0 || encrypted.length < HASH_SIZE + PADDING_SIZE_MAX) return null;
        byte[] data = encrypted.clone();
        AesIge.decrypt(data, 0, data.length, aesKey, aesIv);
        byte[] hash = Arrays.copyOf(data, HASH_SIZE);
        byte[] found = null;
        for (int padding = 0; padding <= PADDING_SIZE_MAX; padding++) {
            byte[] content = Arrays.copyOfRange(data, HASH_SIZE, data.length - padding);
            if (MessageDigest.isEqual(Hash.sha1(content), hash)) found = content;
        }
        return found;
    }
}
