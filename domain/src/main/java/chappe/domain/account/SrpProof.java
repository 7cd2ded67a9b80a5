package chappe.domain.account;

import chappe.core.DhGroup;
import chappe.core.RpcError;
import java.math.BigInteger;

/// A client's proof that it knows the password ([inputCheckPasswordSRP][1]).
///
/// [1]: https://core.telegram.org/constructor/inputCheckPasswordSRP
///
/// @param srpId which challenge it answers
/// @param a the client's public value, 0 < a < p, so that a mod p is not 0
/// @param m1 what it computed, compared in constant time
public record SrpProof(long srpId, BigInteger a, byte[] m1) {

    public SrpProof {
        if (a.signum() <= 0 || a.compareTo(DhGroup.PRIME) >= 0) throw RpcError.SRP_A_INVALID.refuse();
    }

    /// Refuses with SRP_A_INVALID a value that is longer than the group's, too.
    public static SrpProof of(long srpId, byte[] a, byte[] m1) {
        if (a.length > DhGroup.SIZE) throw RpcError.SRP_A_INVALID.refuse();
        return new SrpProof(srpId, new BigInteger(1, a), m1);
    }

    @Override
    public String toString() {
        return "SrpProof[" + srpId + "]";
    }
}
