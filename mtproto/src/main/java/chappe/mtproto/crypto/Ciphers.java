package chappe.mtproto.crypto;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Ciphers of one mode that are used again: to have one made, the JDK searches its providers and their rules, which
/// takes longer than a message's encryption. Thread-safe; there are never more than have worked at the same time.
///
/// A thread's own cipher would not do, since most threads here are virtual and live for one message.
final class Ciphers {

    private final String mode;
    private final Queue<Cipher> free = new ConcurrentLinkedQueue<>();

    Ciphers(String mode) {
        this.mode = mode;
    }

    /// A cipher with its key set, for the caller alone until it gives it back.
    Cipher take(int direction, byte[] key, @Nullable AlgorithmParameterSpec iv) {
        Cipher known = free.poll();
        try {
            Cipher cipher = known == null ? Cipher.getInstance(mode) : known;
            cipher.init(direction, new SecretKeySpec(key, "AES"), iv);
            return cipher;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no " + mode, missing);
        }
    }

    void giveBack(Cipher cipher) {
        free.add(cipher);
    }
}
