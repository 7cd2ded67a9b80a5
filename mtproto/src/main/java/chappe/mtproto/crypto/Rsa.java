package chappe.mtproto.crypto;

import chappe.core.tl.Schema;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import javax.crypto.Cipher;

/// RSA-2048 without padding of its own: the paddings of the key exchange are in [RsaPadding].
public final class Rsa {
    public static final int KEY_BITS = 2048;
    public static final int BLOCK_SIZE = KEY_BITS / 8;

    /// A new pair for a server, with the public exponent 65537 that all clients expect, and a fingerprint of sixteen
    /// hexadecimal digits: mtcute 0.30 writes it without leading zeros and then does not find the key.
    public static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(KEY_BITS, RSAKeyGenParameterSpec.F4), random);
            KeyPair pair = generator.generateKeyPair();
            while (fingerprint((RSAPublicKey) pair.getPublic()) >>> 60 == 0) pair = generator.generateKeyPair();
            return pair;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no RSA-2048", missing);
        }
    }

    /// The lower 64 bits of SHA-1 over the bare `rsa_public_key n:string e:string`
    /// ([step 2](https://core.telegram.org/mtproto/auth_key#2-server-sends-response-of-the-form)).
    public static long fingerprint(RSAPublicKey key) {
        var out = new TlWriter(NO_OBJECTS);
        out.bytes(unsigned(key.getModulus()));
        out.bytes(unsigned(key.getPublicExponent()));
        return ByteBuffer.wrap(Hash.sha1(out.toBytes()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong(12);
    }

    /// Raises to the public exponent.
    ///
    /// @param block 256 bytes, as a number below the modulus
    public static byte[] encrypt(RSAPublicKey key, byte[] block) {
        return raise(key, Cipher.ENCRYPT_MODE, block);
    }

    /// Raises to the private exponent, blinded by the JDK.
    ///
    /// @param block any bytes
    /// @throws CipherFault when these are not 256 bytes below the modulus
    static byte[] decrypt(RSAPrivateCrtKey key, byte[] block) {
        if (block.length != BLOCK_SIZE || new BigInteger(1, block).compareTo(key.getModulus()) >= 0)
            throw new CipherFault();
        return raise(key, Cipher.DECRYPT_MODE, block);
    }

    /// A positive number's bytes, most significant first, without a sign.
    static byte[] unsigned(BigInteger value) {
        return Numbers.toBytes(value, (value.bitLength() + 7) / 8);
    }

    private static byte[] raise(Key key, int direction, byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
            cipher.init(direction, key);
            return cipher.doFinal(block);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("RSA over a block below the modulus", refused);
        }
    }

    private static final Schema NO_OBJECTS = new Schema() {
        @Override
        public TlObject read(int constructorId, TlReader in) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(TlObject object, TlWriter out) {
            throw new UnsupportedOperationException();
        }
    };

    private Rsa() {}
}
