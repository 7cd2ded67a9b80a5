package chappe.mtproto.handshake;

import chappe.mtproto.crypto.Rsa;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;

/// The server's RSA key, by which clients know it.
///
/// @param allowsOldPadding whether the SHA-1 padding is taken beside RSA_PAD: current libraries need it
public record ServerKey(RSAPrivateCrtKey key, long fingerprint, boolean allowsOldPadding) {

    public static ServerKey of(KeyPair pair, boolean allowsOldPadding) {
        return new ServerKey(
                (RSAPrivateCrtKey) pair.getPrivate(),
                Rsa.fingerprint((RSAPublicKey) pair.getPublic()),
                allowsOldPadding);
    }

    @Override
    public String toString() {
        return "ServerKey[" + Long.toHexString(fingerprint) + "]";
    }
}
