package chappe.mtproto.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/// The two paddings under which a client sends `p_q_inner_data`:
/// [RSA_PAD](https://core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication)
/// and the older SHA-1 one, which current libraries still use.
///
/// RSA_PAD:
///
/// | offset | bytes | meaning |
/// |---|---|---|
/// | 0 | 32 | temp_key ^ SHA-256 of the rest |
/// | 32 | 224 | AES-IGE with temp_key, zero iv: padded data (192) reversed ‖ SHA-256(temp_key ‖ padded data) |
///
/// The old one:
///
/// | offset | bytes | meaning |
/// |---|---|---|
/// | 0 | 1 | zero |
/// | 1 | 20 | SHA-1 of the data without its padding |
/// | 21 | 235 | data and random padding |
///
/// Decoding always computes both, selects without branching, and fails in one way.
public final class RsaPadding {

    /// What decoding gives: the data, then padding of any content.
    public static final int DATA_SIZE = 192;

    private static final int DATA_SIZE_MAX = 144;
    private static final int KEY_SIZE = 32;
    private static final int OLD_HASH_SIZE = 20;

    /// RSA_PAD over `data`.
    ///
    /// @param data at most 144 bytes
    /// @return 256 encrypted bytes
    public static byte[] encrypt(RSAPublicKey key, byte[] data, SecureRandom random) {
        if (data.length > DATA_SIZE_MAX) throw new IllegalArgumentException("more than RSA_PAD takes: " + data.length);
        byte[] padded = withNoise(data, DATA_SIZE, random);
        while (true) {
            byte[] tempKey = new byte[KEY_SIZE];
            random.nextBytes(tempKey);
            byte[] block = pad(padded, tempKey);
            if (Numbers.of(block).compareTo(key.getModulus()) < 0) return Rsa.encrypt(key, block);
        }
    }

    /// The older padding, for tests of the server.
    public static byte[] encryptOld(RSAPublicKey key, byte[] data, SecureRandom random) {
        byte[] block = new byte[Rsa.BLOCK_SIZE];
        System.arraycopy(Hash.sha1(data), 0, block, 1, OLD_HASH_SIZE);
        int dataAt = 1 + OLD_HASH_SIZE;
        System.arraycopy(withNoise(data, block.length - dataAt, random), 0, block, dataAt, block.length - dataAt);
        return Rsa.encrypt(key, block);
    }

    /// Decrypts and proves either padding.
    ///
    /// @param oldAllowed whether the older padding is taken too
    /// @param oldSizes the data sizes that occur: the older hash leaves the padding out, and a size read
    /// from what is not yet proved proves nothing
    /// @return 192 bytes: the data, then padding
    /// @throws CipherFault when neither padding is right, without saying more
    public static byte[] decrypt(RSAPrivateCrtKey key, byte[] encrypted, boolean oldAllowed, int... oldSizes) {
        byte[] block = Rsa.decrypt(key, encrypted);
        byte[] data = new byte[DATA_SIZE];
        int isNew = unpad(block, data);
        int isOld = unpadOld(block, oldSizes) & (oldAllowed ? 1 : 0);
        int keepNew = -isNew;
        for (int i = 0; i < DATA_SIZE; i++) {
            data[i] = (byte) ((data[i] & keepNew) | (block[1 + OLD_HASH_SIZE + i] & ~keepNew));
        }
        if ((isNew | isOld) == 0) throw new CipherFault();
        return data;
    }

    private static byte[] pad(byte[] padded, byte[] tempKey) {
        byte[] block = new byte[Rsa.BLOCK_SIZE];
        for (int i = 0; i < DATA_SIZE; i++) block[KEY_SIZE + i] = padded[DATA_SIZE - 1 - i];
        System.arraycopy(Hash.sha256(tempKey, padded), 0, block, KEY_SIZE + DATA_SIZE, 32);
        AesIge.encrypt(block, KEY_SIZE, block.length - KEY_SIZE, tempKey, new byte[AesIge.IV_SIZE]);
        System.arraycopy(tempKey, 0, block, 0, KEY_SIZE);
        Xor.into(block, 0, Hash.sha256(Arrays.copyOfRange(block, KEY_SIZE, block.length)), 0, KEY_SIZE);
        return block;
    }

    /// @return 1 when the hash is right, else 0
    private static int unpad(byte[] block, byte[] data) {
        byte[] encrypted = Arrays.copyOfRange(block, KEY_SIZE, block.length);
        byte[] tempKey = Arrays.copyOf(block, KEY_SIZE);
        Xor.into(tempKey, 0, Hash.sha256(encrypted), 0, KEY_SIZE);
        AesIge.decrypt(encrypted, 0, encrypted.length, tempKey, new byte[AesIge.IV_SIZE]);
        for (int i = 0; i < DATA_SIZE; i++) data[i] = encrypted[DATA_SIZE - 1 - i];
        byte[] hash = Arrays.copyOfRange(encrypted, DATA_SIZE, encrypted.length);
        return MessageDigest.isEqual(Hash.sha256(tempKey, data), hash) ? 1 : 0;
    }

    /// @return 1 when the hash is right for one of the sizes, else 0
    private static int unpadOld(byte[] block, int... sizes) {
        byte[] hash = Arrays.copyOfRange(block, 1, 1 + OLD_HASH_SIZE);
        int isOld = 0;
        for (int size : sizes) {
            byte[] expected = Hash.sha1(Arrays.copyOfRange(block, 1 + OLD_HASH_SIZE, 1 + OLD_HASH_SIZE + size));
            isOld |= MessageDigest.isEqual(expected, hash) ? 1 : 0;
        }
        return isOld & (block[0] == 0 ? 1 : 0);
    }

    private static byte[] withNoise(byte[] data, int size, SecureRandom random) {
        byte[] padded = new byte[size];
        random.nextBytes(padded);
        System.arraycopy(data, 0, padded, 0, data.length);
        return padded;
    }

    private RsaPadding() {}
}
