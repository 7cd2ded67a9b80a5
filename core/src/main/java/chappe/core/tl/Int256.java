package chappe.core.tl;

/// The 32 bytes of a TL `int256`, in wire order. It has no [#toString] of its content: `new_nonce` is a secret.
public record Int256(Int128 first, Int128 second) {

    @Override
    public String toString() {
        return "Int256";
    }
}
