package chappe.mtproto.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Exclusive or of byte regions, eight bytes at a time.
final class Xor {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// @param length a multiple of 8
    static void into(byte[] target, int targetAt, byte[] other, int otherAt, int length) {
        for (int i = 0; i < length; i += 8)
            set(target, targetAt + i, get(target, targetAt + i) ^ get(other, otherAt + i));
    }

    static long get(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    static void set(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }

    private Xor() {}
}
