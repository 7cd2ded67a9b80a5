package chappe.mtproto.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;

/// AES-256 in infinite garble extension mode, as MTProto uses it, over a region of an array, in place.
///
/// With p for plain and c for encrypted blocks, and `iv` = c(-1) ‖ p(-1):
/// c(i) = E(p(i) ^ c(i-1)) ^ p(i-1), and p(i) = D(c(i) ^ p(i-1)) ^ c(i-1).
///
/// Encryption is CBC over q(i) = p(i) ^ p(i-2), each result XORed with p(i-1), so it runs at the speed of the
/// JDK's CBC. Decryption chains through D, for which the JDK has no mode of many blocks: it goes block by
/// block.
public final class AesIge {
    public static final int BLOCK_SIZE = 16;
    public static final int IV_SIZE = 32;
    private static final int CHUNK_SIZE = 4096;
    private static final Ciphers CBC = new Ciphers("AES/CBC/NoPadding");
    private static final Ciphers ECB = new Ciphers("AES/ECB/NoPadding");

    /// Encrypts a region in place.
    ///
    /// @param length a multiple of 16
    public static void encrypt(byte[] data, int offset, int length, byte[] key, byte[] iv) {
        check(length, iv);
        Cipher cipher = CBC.take(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv, 0, BLOCK_SIZE));
        byte[] before = new byte[BLOCK_SIZE + Math.min(CHUNK_SIZE, length)]; // p(i-1) of the chunk's blocks
        byte[] beforeThat = new byte[BLOCK_SIZE]; // p(i-2) of its first block
        System.arraycopy(iv, BLOCK_SIZE, before, 0, BLOCK_SIZE);
        for (int done = 0; done < length; done += CHUNK_SIZE) {
            int size = Math.min(CHUNK_SIZE, length - done);
            int at = offset + done;
            System.arraycopy(data, at, before, BLOCK_SIZE, size);
            Xor.into(data, at, beforeThat, 0, BLOCK_SIZE);
            Xor.into(data, at + BLOCK_SIZE, before, 0, size - BLOCK_SIZE);
            update(cipher, data, at, size);
            Xor.into(data, at, before, 0, size);
            System.arraycopy(before, size - BLOCK_SIZE, beforeThat, 0, BLOCK_SIZE);
            System.arraycopy(before, size, before, 0, BLOCK_SIZE);
        }
        CBC.giveBack(cipher);
    }

    /// Decrypts a region in place.
    ///
    /// @param length a multiple of 16
    public static void decrypt(byte[] data, int offset, int length, byte[] key, byte[] iv) {
        check(length, iv);
        Cipher cipher = ECB.take(Cipher.DECRYPT_MODE, key, null);
        byte[] block = new byte[BLOCK_SIZE];
        long encryptedBefore0 = Xor.get(iv, 0);
        long encryptedBefore1 = Xor.get(iv, 8);
        long plainBefore0 = Xor.get(iv, 16);
        long plainBefore1 = Xor.get(iv, 24);
        for (int at = offset; at < offset + length; at += BLOCK_SIZE) {
            long encrypted0 = Xor.get(data, at);
            long encrypted1 = Xor.get(data, at + 8);
            Xor.set(block, 0, encrypted0 ^ plainBefore0);
            Xor.set(block, 8, encrypted1 ^ plainBefore1);
            update(cipher, block, 0, BLOCK_SIZE);
            plainBefore0 = Xor.get(block, 0) ^ encryptedBefore0;
            plainBefore1 = Xor.get(block, 8) ^ encryptedBefore1;
            Xor.set(data, at, plainBefore0);
            Xor.set(data, at + 8, plainBefore1);
            encryptedBefore0 = encrypted0;
            encryptedBefore1 = encrypted1;
        }
        ECB.giveBack(cipher);
    }

    private static void check(int length, byte[] iv) {
        if (length % BLOCK_SIZE != 0) throw new IllegalArgumentException("no whole blocks: " + length);
        if (iv.length != IV_SIZE) throw new IllegalArgumentException("IGE takes an iv of 32 bytes");
    }

    private static void update(Cipher cipher, byte[] data, int offset, int length) {
        try {
            cipher.update(data, offset, length, data, offset);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES over whole blocks in place", impossible);
        }
    }

    private AesIge() {}
}
