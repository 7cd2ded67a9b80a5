package chappe.domain.account;

import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.DhGroup;
import chappe.core.RpcError;
import chappe.testkit.SrpClient;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class SrpTest {
    private static final byte[] P = DhGroup.bytes(DhGroup.PRIME);
    private static final BigInteger SECRET = BigInteger.ONE.shiftLeft(256).add(BigInteger.valueOf(1_234_567));

    private final SecureRandom random = TurnedRandom.secure(17);

    @Test
    void aClientThatKnowsThePasswordComesToTheServersProof() {
        var client = new SrpClient("correct horse", random);
        byte[] salt1 = client.extended(new byte[8]);
        byte[] salt2 = new byte[16];
        var verifier = verifier(client, salt1, salt2);
        byte[] gB = Srp.publicValue(verifier.v(), SECRET);

        SrpClient.Answer right = client.answer(salt1, salt2, DhGroup.G, P, gB);
        SrpClient.Answer wrong = new SrpClient("correct horsf", random).answer(salt1, salt2, DhGroup.G, P, gB);

        assertThat(Srp.proof(verifier, new BigInteger(1, right.a()), SECRET)).isEqualTo(right.m1());
        assertThat(Srp.proof(verifier, new BigInteger(1, wrong.a()), SECRET)).isNotEqualTo(wrong.m1());
        assertThat(gB).hasSize(256);
    }

    @Test
    void aPublicValueOfTheClientLiesWithinTheGroup() {
        byte[] m1 = new byte[32];

        refused(() -> SrpProof.of(1, new byte[0], m1), RpcError.SRP_A_INVALID);
        refused(() -> SrpProof.of(1, new byte[256], m1), RpcError.SRP_A_INVALID);
        refused(() -> SrpProof.of(1, P, m1), RpcError.SRP_A_INVALID);
        refused(() -> new SrpProof(1, DhGroup.PRIME.shiftLeft(1), m1), RpcError.SRP_A_INVALID);
        refused(() -> SrpProof.of(1, new byte[257], m1), RpcError.SRP_A_INVALID);
        assertThat(SrpProof.of(1, DhGroup.bytes(DhGroup.PRIME.subtract(BigInteger.ONE)), m1))
                .isNotNull();
    }

    @Test
    void aVerifierLiesWithinTheGroupAndIsNotTrivial() {
        for (BigInteger bad : new BigInteger[] {
            BigInteger.ZERO,
            BigInteger.ONE,
            DhGroup.PRIME.subtract(BigInteger.ONE),
            DhGroup.PRIME,
            DhGroup.PRIME.add(BigInteger.TWO)
        }) {
            refused(() -> password(DhGroup.bytes(bad), ""), RpcError.NEW_SETTINGS_INVALID);
        }
        refused(() -> password(new byte[257], ""), RpcError.NEW_SETTINGS_INVALID);
        refused(() -> password(new byte[0], ""), RpcError.NEW_SETTINGS_INVALID);
        refused(() -> password(new byte[] {2}, "x".repeat(256)), RpcError.NEW_SETTINGS_INVALID);
        assertThat(password(new byte[] {2}, "x".repeat(255)).hint()).hasSize(255);
    }

    @Test
    void nothingSecretIsPrinted() {
        assertThat(password(new byte[] {2}, "the hint").toString()).isEqualTo("NewPassword");
        assertThat(new Srp.Verifier(new byte[1], new byte[1], BigInteger.TWO).toString())
                .isEqualTo("Verifier");
        assertThat(new SrpProof(5, BigInteger.TWO, new byte[] {1}).toString()).isEqualTo("SrpProof[5]");
        assertThat(new EmailAddress("ada.lovelace@example.org").toString()).doesNotContain("lovelace");
    }

    private static NewPassword password(byte[] verifier, String hint) {
        return new NewPassword(new byte[40], new byte[16], verifier, hint);
    }

    private static Srp.Verifier verifier(SrpClient client, byte[] salt1, byte[] salt2) {
        return new Srp.Verifier(salt1, salt2, new BigInteger(1, client.verifier(salt1, salt2, DhGroup.G, P)));
    }
}
