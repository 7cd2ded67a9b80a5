package chappe.core.tl;

import java.util.HexFormat;

/// The 16 bytes of a TL `int128`, in wire order. Equality is not constant time: secrets are compared as bytes.
public record Int128(long first, long second) {

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(Long.reverseBytes(first))
                + HexFormat.of().toHexDigits(Long.reverseBytes(second));
    }
}
