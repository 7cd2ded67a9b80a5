package chappe.mtproto.crypto;

import chappe.core.AuthKeyId;
import chappe.core.tl.Int128;
import chappe.core.tl.Int256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// What is derived from an authorization key by SHA-1: its id, its auxiliary hash, and the hashes that end a key
/// exchange.
public final class AuthKeyIds {

    /// The lower 64 bits of SHA-1.
    public static AuthKeyId of(byte[] authKey) {
        return new AuthKeyId(longAt(Hash.sha1(authKey), 12));
    }

    /// `new_nonce_hash1`, `2` and `3` of [dh_gen_ok, dh_gen_retry and
    /// dh_gen_fail](https://core.telegram.org/mtproto/auth_key#9-server-responds-in-one-of-three-ways):
    /// the lower 128 bits of SHA-1 over `new_nonce`, the number, and the higher 64 bits of the key's SHA-1.
    public static Int128 newNonceHash(Int256 newNonce, int number, byte[] authKey) {
        byte[] hash =
                Hash.sha1(Numbers.toBytes(newNonce), new byte[] {(byte) number}, Arrays.copyOf(Hash.sha1(authKey), 8));
        return new Int128(longAt(hash, 4), longAt(hash, 12));
    }

    /// The higher 64 bits of SHA-1: `auth_key_aux_hash`, which a client names as `retry_id`.
    public static long auxHash(byte[] authKey) {
        return longAt(Hash.sha1(authKey), 0);
    }

    private static long longAt(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
    }

    private AuthKeyIds() {}
}
