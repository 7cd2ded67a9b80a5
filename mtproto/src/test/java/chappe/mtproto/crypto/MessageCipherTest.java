package chappe.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.core.AuthKeyId;
import chappe.testkit.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class MessageCipherTest {
    private final RandomGenerator random = Seed.random("MessageCipherTest");
    private final byte[] authKey = bytes(256);
    private final AuthKeyId id = AuthKeyIds.of(authKey);

    @Test
    void whatOneSideEncryptsTheOtherReads() {
        for (int size = 32; size < 100; size += 4) {
            byte[] head = bytes(16);
            byte[] body = bytes(size - 16);

            byte[] frame = MessageCipher.encrypt(id, authKey, Direction.CLIENT_TO_SERVER, random, head, body);
            byte[] plaintext = MessageCipher.decrypt(authKey, Direction.CLIENT_TO_SERVER, frame);

            assertThat(MessageCipher.authKeyId(frame)).isEqualTo(id.value());
            assertThat(Arrays.copyOf(plaintext, 16)).isEqualTo(head);
            assertThat(Arrays.copyOfRange(plaintext, 16, size)).isEqualTo(body);
            assertThat(plaintext.length - size).isBetween(12, 1024);
            assertThat(plaintext.length % 16).isZero();
        }
    }

    @Test
    void derivesKeysAsTheDocsWriteThem() {
        byte[] plaintext = bytes(64);
        byte[] frame = MessageCipher.encrypt(id, authKey, Direction.SERVER_TO_CLIENT, random, plaintext);
        byte[] data = Arrays.copyOfRange(frame, 24, frame.length);
        byte[] msgKey = Arrays.copyOfRange(frame, 8, 24);

        byte[] a = Hash.sha256(msgKey, part(8, 36));
        byte[] b = Hash.sha256(part(48, 36), msgKey);
        byte[] aesKey = joined(Arrays.copyOf(a, 8), Arrays.copyOfRange(b, 8, 24), Arrays.copyOfRange(a, 24, 32));
        byte[] aesIv = joined(Arrays.copyOf(b, 8), Arrays.copyOfRange(a, 8, 24), Arrays.copyOfRange(b, 24, 32));
        AesIge.decrypt(data, 0, data.length, aesKey, aesIv);

        assertThat(Arrays.copyOf(data, 64)).isEqualTo(plaintext);
        assertThat(msgKey).isEqualTo(Arrays.copyOfRange(Hash.sha256(part(96, 32), data), 8, 24));
    }

    @Test
    void refusesAFrameWithAnyBitChangedPaddingIncluded() {
        byte[] frame = MessageCipher.encrypt(id, authKey, Direction.CLIENT_TO_SERVER, random, bytes(40));

        for (int at = 8; at < frame.length; at++) {
            byte[] forged = frame.clone();
            forged[at] ^= 1;
            refuses(forged, Direction.CLIENT_TO_SERVER);
        }
    }

    @Test
    void refusesAFramePlayedBackTheOtherWay() {
        byte[] frame = MessageCipher.encrypt(id, authKey, Direction.CLIENT_TO_SERVER, random, bytes(40));

        refuses(frame, Direction.SERVER_TO_CLIENT);
    }

    @Test
    void refusesFramesWithoutWholeBlocks() {
        byte[] frame = MessageCipher.encrypt(id, authKey, Direction.CLIENT_TO_SERVER, random, bytes(40));

        for (int size = 0; size <= 24; size++) refuses(Arrays.copyOf(frame, size), Direction.CLIENT_TO_SERVER);
        for (int more = 1; more < 16; more++) {
            refuses(Arrays.copyOf(frame, frame.length + more), Direction.CLIENT_TO_SERVER);
        }
    }

    @Test
    void readsABindMessageAndRefusesAChangedOne() {
        byte[] plaintext = bytes(MessageCipher.BIND_SIZE);
        byte[] encrypted = MessageCipher.encryptBind(id, authKey, plaintext, random);

        assertThat(encrypted).hasSize(24 + 80);
        assertThat(MessageCipher.decryptBind(authKey, encrypted)).isEqualTo(plaintext);
        for (int at = 8; at < 24 + 64; at++) {
            byte[] forged = encrypted.clone();
            forged[at] ^= 0x10;
            assertThatThrownBy(() -> MessageCipher.decryptBind(authKey, forged)).isInstanceOf(CipherFault.class);
        }
        assertThatThrownBy(() -> MessageCipher.decryptBind(authKey, Arrays.copyOf(encrypted, 24 + 64)))
                .isInstanceOf(CipherFault.class);
    }

    private void refuses(byte[] frame, Direction direction) {
        assertThatThrownBy(() -> MessageCipher.decrypt(authKey, direction, frame))
                .isInstanceOf(CipherFault.class);
    }

    private byte[] part(int from, int size) {
        return Arrays.copyOfRange(authKey, from, from + size);
    }

    private static byte[] joined(byte[]... parts) {
        byte[] whole = new byte[0];
        for (byte[] part : parts) {
            int at = whole.length;
            whole = Arrays.copyOf(whole, at + part.length);
            System.arraycopy(part, 0, whole, at, part.length);
        }
        return whole;
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
