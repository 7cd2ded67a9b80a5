package chappe.domain.account;

import java.util.Arrays;

/// Stands in for encryption at rest: reversible, bound to its context, and unlike the plain bytes.
final class XorSealing implements KeySealing {
    @Override
    public byte[] seal(byte[] plain, byte[] context) {
        byte[] sealed = Arrays.copyOf(plain, plain.length + context.length);
        System.arraycopy(context, 0, sealed, plain.length, context.length);
        for (int i = 0; i < sealed.length; i++) sealed[i] ^= 0x5a;
        return sealed;
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
        byte[] opened = sealed.clone();
        for (int i = 0; i < opened.length; i++) opened[i] ^= 0x5a;
        int size = opened.length - context.length;
        if (!Arrays.equals(context, Arrays.copyOfRange(opened, size, opened.length))) {
            throw new IllegalStateException("sealed for another row");
        }
        return Arrays.copyOf(opened, size);
    }
}
