package chappe.mtproto.handshake;

import chappe.core.tl.Int128;
import chappe.core.tl.Int256;
import chappe.core.tl.TlFault;
import chappe.core.tl.TlReader;
import chappe.wire.Layers;
import chappe.wire.mtproto.PQInnerData;
import chappe.wire.mtproto.PQInnerDataDc;
import chappe.wire.mtproto.PQInnerDataTemp;
import chappe.wire.mtproto.PQInnerDataTempDc;
import chappe.wire.mtproto.PQInnerDataType;
import org.jspecify.annotations.Nullable;

/// The four forms of `p_q_inner_data` as one.
///
/// @param dc as the client wrote it; null in the forms without
/// @param expiresIn seconds; null for a permanent key
record Inner(
        byte[] pq,
        byte[] p,
        byte[] q,
        Int128 nonce,
        Int128 serverNonce,
        Int256 newNonce,
        @Nullable Integer dc,
        @Nullable Integer expiresIn) {

    /// The sizes of the four forms, two of them equal, with a `pq` of eight and factors of four bytes, as ours always
    /// are.
    static final int[] SIZES = {96, 100, 104};

    /// @param data the object, then padding
    /// @throws HandshakeFault when it is none of the four
    static Inner read(byte[] data) {
        try {
            return of(new TlReader(data, Layers.newest()).object(PQInnerDataType.class));
        } catch (TlFault unreadable) {
            throw new HandshakeFault(Check.INNER_FORM);
        }
    }

    private static Inner of(PQInnerDataType data) {
        return switch (data) {
            case PQInnerData d -> new Inner(d.pq(), d.p(), d.q(), d.nonce(), d.serverNonce(), d.newNonce(), null, null);
            case PQInnerDataDc d ->
                new Inner(d.pq(), d.p(), d.q(), d.nonce(), d.serverNonce(), d.newNonce(), d.dc(), null);
            case PQInnerDataTemp d ->
                new Inner(d.pq(), d.p(), d.q(), d.nonce(), d.serverNonce(), d.newNonce(), null, d.expiresIn());
            case PQInnerDataTempDc d ->
                new Inner(d.pq(), d.p(), d.q(), d.nonce(), d.serverNonce(), d.newNonce(), d.dc(), d.expiresIn());
        };
    }

    @Override
    public String toString() {
        return "Inner";
    }
}
