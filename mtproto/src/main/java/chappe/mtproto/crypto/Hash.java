package chappe.mtproto.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The two hashes of MTProto over the concatenation of parts.
public final class Hash {
    static final MessageDigest SHA1 = find("SHA-1");
    static final MessageDigest SHA256 = find("SHA-256");

    public static byte[] sha1(byte[]... parts) {
        return digest(SHA1, parts);
    }

    public static byte[] sha256(byte[]... parts) {
        return digest(SHA256, parts);
    }

    /// A copy of one that was never fed: to have one made, the JDK searches its providers.
    static MessageDigest newDigest(MessageDigest fresh) {
        try {
            return (MessageDigest) fresh.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("a hash of the JDK's own without copies", impossible);
        }
    }

    private static MessageDigest find(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JDK has no " + algorithm, missing);
        }
    }

    private static byte[] digest(MessageDigest fresh, byte[]... parts) {
        MessageDigest digest = newDigest(fresh);
        for (byte[] part : parts) digest.update(part);
        return digest.digest();
    }

    private Hash() {}
}
