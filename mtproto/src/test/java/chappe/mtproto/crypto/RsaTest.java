package chappe.mtproto.crypto;

import static chappe.testkit.Hex.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class RsaTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final KeyPair PAIR = Rsa.generate(RANDOM);
    private static final RSAPublicKey PUBLIC = (RSAPublicKey) PAIR.getPublic();
    private static final RSAPrivateCrtKey PRIVATE = (RSAPrivateCrtKey) PAIR.getPrivate();

    /// The key of the docs' sample exchange and the fingerprint named there
    /// (https://core.telegram.org/mtproto/samples-auth_key).
    @Test
    void fingerprintsTheKeyOfTheDocs() throws GeneralSecurityException {
        byte[] modulus = hex("""
                c150023e2f70db7985ded064759cfecf0af328e69a41daf4d6f01b538135a6f9
                1f8f8b2a0ec9ba9720ce352efcf6c5680ffc424bd634864902de0b4bd6d49f4e
                580230e3ae97d95c8b19442b3c0a10d8f5633fecedd6926a7f6dab0ddb7d457f
                9ea81b8465fcd6fffeed114011df91c059caedaf97625f6c96ecc74725556934
                ef781d866b34f011fce4d835a090196e9a5f0e4449af7eb697ddb9076494ca5f
                81104a305b6dd27665722c46b60e5df680fb16b210607ef217652e60236c255f
                6a28315f4083a96791d7214bf64c1df4fd0db1944fb26a2a57031b32eee64ad1
                5a8ba68885cde74a5bfc920f6abf59ba5c75506373e7130f9042da922179251f
                """);
        var spec = new RSAPublicKeySpec(new BigInteger(1, modulus), BigInteger.valueOf(65537));

        long fingerprint =
                Rsa.fingerprint((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec));

        assertThat(fingerprint).isEqualTo(0xc3b42b026ce86b21L);
    }

    /// With this seed the first pair has the fingerprint 03bf218ae634803d.
    @Test
    void makesNoKeyWhoseFingerprintBeginsWithAZero() throws GeneralSecurityException {
        SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
        random.setSeed(6);

        KeyPair pair = Rsa.generate(random);

        assertThat(Rsa.fingerprint((RSAPublicKey) pair.getPublic()) >>> 60).isNotZero();
    }

    @Test
    void readsBackThePemItWrites() {
        KeyPair read = RsaKeyPem.parsePrivate(RsaKeyPem.format(PRIVATE));

        assertThat(((RSAPrivateCrtKey) read.getPrivate()).getPrivateExponent()).isEqualTo(PRIVATE.getPrivateExponent());
        assertThat(((RSAPublicKey) read.getPublic()).getModulus()).isEqualTo(PUBLIC.getModulus());
        assertThat(RsaKeyPem.parsePublic(RsaKeyPem.format(PUBLIC)).getModulus()).isEqualTo(PUBLIC.getModulus());
        assertThat(RsaKeyPem.format(PUBLIC)).startsWith("-----BEGIN RSA PUBLIC KEY-----\nMIIBCgKCAQEA");
    }

    @Test
    void refusesPemThatIsNoKey() {
        String pem = RsaKeyPem.format(PRIVATE);
        assertThatThrownBy(() -> RsaKeyPem.parsePublic(pem)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RsaKeyPem.parsePrivate("")).isInstanceOf(IllegalArgumentException.class);
        for (int cut : new int[] {60, 200, 1000}) {
            String torn = pem.substring(0, 32) + pem.substring(cut);
            assertThatThrownBy(() -> RsaKeyPem.parsePrivate(torn)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void bothPaddingsGiveTheDataBack() {
        for (int size : new int[] {96, 100, 104}) {
            byte[] data = bytes(size);

            byte[] padded = RsaPadding.decrypt(PRIVATE, RsaPadding.encrypt(PUBLIC, data, RANDOM), false, 96, 100, 104);
            byte[] old = RsaPadding.decrypt(PRIVATE, RsaPadding.encryptOld(PUBLIC, data, RANDOM), true, 96, 100, 104);

            assertThat(Arrays.copyOf(padded, size)).isEqualTo(data);
            assertThat(Arrays.copyOf(old, size)).isEqualTo(data);
        }
    }

    @Test
    void refusesTheOldPaddingWhenItIsOff() {
        byte[] encrypted = RsaPadding.encryptOld(PUBLIC, bytes(96), RANDOM);

        refuses(encrypted, false);
    }

    @Test
    void refusesAnOldHashOverASizeThatDoesNotOccur() {
        refuses(RsaPadding.encryptOld(PUBLIC, bytes(97), RANDOM), true);
    }

    @Test
    void refusesOldPaddingWithoutItsLeadingZero() {
        byte[] data = bytes(96);
        byte[] block = bytes(256);
        block[0] = 1;
        System.arraycopy(Hash.sha1(data), 0, block, 1, 20);
        System.arraycopy(data, 0, block, 21, 96);

        refuses(Rsa.encrypt(PUBLIC, block), true);
    }

    @Test
    void refusesWhatWasNotEncryptedForThisKey() {
        refuses(bytes(255), true);
        refuses(bytes(257), true);
        refuses(new byte[0], true);
        byte[] beyondModulus = new byte[256];
        Arrays.fill(beyondModulus, (byte) 0xff);
        refuses(beyondModulus, true);
        byte[] encrypted = RsaPadding.encrypt(PUBLIC, bytes(96), RANDOM);
        encrypted[200] ^= 1;
        refuses(encrypted, true);
    }

    private static void refuses(byte[] encrypted, boolean oldAllowed) {
        assertThatThrownBy(() -> RsaPadding.decrypt(PRIVATE, encrypted, oldAllowed, 96, 100, 104))
                .isInstanceOf(CipherFault.class)
                .hasMessage("not encrypted with this key");
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
