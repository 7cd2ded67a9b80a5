package chappe.mtproto.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The two hashes of MTProto over the concatenation of parts.
public final class Hash {

    public static byte[] sha1(byte[]... parts) {
        return digest("SHA-1", parts);
    }

    public static byte[] sha256(byte[]... parts) {
        return digest("SHA-256", parts);
    }

    static MessageDigest newDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JDK has no " + algorithm, missing);
        }
    }

    private static byte[] digest(String algorithm, byte[]... parts) {
        MessageDigest digest = newDigest(algorithm);
        for (byte[] part : parts) digest.update(part);
        return digest.digest();
    }

    private Hash() {}
}
