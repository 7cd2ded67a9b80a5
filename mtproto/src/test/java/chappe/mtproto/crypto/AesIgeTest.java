package chappe.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.testkit.Seed;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class AesIgeTest {
    private final RandomGenerator random = Seed.random("AesIgeTest");

    @Test
    void encryptsAsTheDefinitionSaysAtEverySizeAroundItsChunks() {
        for (int size : new int[] {0, 16, 32, 48, 4080, 4096, 4112, 8176, 8192, 8208, 100_000}) {
            byte[] key = bytes(32);
            byte[] iv = bytes(32);
            byte[] plain = bytes(size);

            byte[] encrypted = plain.clone();
            AesIge.encrypt(encrypted, 0, size, key, iv);
            byte[] decrypted = encrypted.clone();
            AesIge.decrypt(decrypted, 0, size, key, iv);

            assertThat(encrypted).as("size %d", size).isEqualTo(byDefinition(plain, key, iv));
            assertThat(decrypted).as("size %d", size).isEqualTo(plain);
        }
    }

    @Test
    void leavesWhatIsOutsideTheRegionAlone() {
        byte[] data = bytes(96);
        byte[] key = bytes(32);
        byte[] iv = bytes(32);

        byte[] inside = Arrays.copyOfRange(data, 32, 64);
        byte[] changed = data.clone();
        AesIge.encrypt(changed, 32, 32, key, iv);

        assertThat(Arrays.copyOf(changed, 32)).isEqualTo(Arrays.copyOf(data, 32));
        assertThat(Arrays.copyOfRange(changed, 64, 96)).isEqualTo(Arrays.copyOfRange(data, 64, 96));
        assertThat(Arrays.copyOfRange(changed, 32, 64)).isEqualTo(byDefinition(inside, key, iv));
    }

    @Test
    void takesWholeBlocksOnly() {
        assertThatThrownBy(() -> AesIge.encrypt(new byte[17], 0, 17, new byte[32], new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AesIge.decrypt(new byte[16], 0, 16, new byte[32], new byte[16]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// c(i) = E(p(i) ^ c(i-1)) ^ p(i-1), block by block.
    private static byte[] byDefinition(byte[] plain, byte[] key, byte[] iv) {
        try {
            Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            byte[] out = new byte[plain.length];
            byte[] encryptedBefore = Arrays.copyOf(iv, 16);
            byte[] plainBefore = Arrays.copyOfRange(iv, 16, 32);
            for (int at = 0; at < plain.length; at += 16) {
                byte[] block = Arrays.copyOfRange(plain, at, at + 16);
                byte[] encrypted = xor(aes.doFinal(xor(block, encryptedBefore)), plainBefore);
                System.arraycopy(encrypted, 0, out, at, 16);
                encryptedBefore = encrypted;
                plainBefore = block;
            }
            return out;
        } catch (GeneralSecurityException missing) {
            throw new AssertionError(missing);
        }
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] result = new byte[16];
        for (int i = 0; i < 16; i++) result[i] = (byte) (one[i] ^ other[i]);
        return result;
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
