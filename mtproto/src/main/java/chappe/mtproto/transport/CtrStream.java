package chappe.mtproto.transport;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// One running AES-256-CTR stream, the same for both ways. Confined to one thread.
final class CtrStream {
    private final Cipher cipher;

    CtrStream(byte[] key, byte[] iv) {
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no AES/CTR", missing);
        }
    }

    /// Encrypts or decrypts in place.
    void apply(byte[] bytes, int from, int length) {
        try {
            int done = cipher.update(bytes, from, length, bytes, from);
            assert done == length : "CTR holds nothing back";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES/CTR in place", impossible);
        }
    }
}
