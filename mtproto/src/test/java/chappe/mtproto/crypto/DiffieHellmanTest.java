package chappe.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.core.DhGroup;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class DiffieHellmanTest {
    private static final BigInteger MARGIN = BigInteger.ONE.shiftLeft(1984);

    @Test
    void thePrimeIsSafeAnd3GeneratesItsSubgroup() {
        BigInteger p = DhGroup.PRIME;
        BigInteger q = p.shiftRight(1);

        assertThat(p.bitLength()).isEqualTo(2048);
        assertThat(p.isProbablePrime(64)).isTrue();
        assertThat(q.isProbablePrime(64)).isTrue();
        assertThat(BigInteger.valueOf(3).modPow(q, p)).isEqualTo(BigInteger.ONE);
    }

    @Test
    void bothSidesComeToTheSameKey() {
        var random = new SecureRandom();
        BigInteger a = DiffieHellman.secret(random);
        BigInteger b = DiffieHellman.secret(random);

        byte[] one = DiffieHellman.sharedKey(DiffieHellman.publicValue(a), b);
        byte[] other = DiffieHellman.sharedKey(DiffieHellman.publicValue(b), a);

        assertThat(one).hasSize(256).isEqualTo(other);
        assertThat(a.bitLength()).isEqualTo(257);
    }

    @Test
    void takesPublicValuesWithinTheMarginsOnly() {
        BigInteger p = DhGroup.PRIME;

        assertThat(DiffieHellman.isGood(MARGIN)).isTrue();
        assertThat(DiffieHellman.isGood(p.subtract(MARGIN))).isTrue();
        assertThat(DiffieHellman.isGood(MARGIN.subtract(BigInteger.ONE))).isFalse();
        assertThat(DiffieHellman.isGood(p.subtract(MARGIN).add(BigInteger.ONE))).isFalse();
        for (int small = 0; small < 3; small++) {
            assertThat(DiffieHellman.isGood(BigInteger.valueOf(small))).isFalse();
            assertThat(DiffieHellman.isGood(p.subtract(BigInteger.valueOf(small))))
                    .isFalse();
        }
        assertThat(DiffieHellman.isGood(p.add(MARGIN))).isFalse();
    }

    @Test
    void factorsWhatItMultiplied() {
        var random = new SecureRandom();
        for (int i = 0; i < 100; i++) {
            Factorization factors = Factorization.random(random);

            assertThat(Factorization.of(factors.pq())).isEqualTo(factors);
            assertThat(Numbers.toBytes(factors.pq())).hasSize(8);
            assertThat(Numbers.toBytes(factors.p())).hasSize(4);
            assertThat(Numbers.toBytes(factors.q())).hasSize(4);
        }
    }

    /// The pq of the docs' sample exchange (https://core.telegram.org/mtproto/samples-auth_key).
    @Test
    void factorsThePqOfTheDocs() {
        assertThat(Factorization.of(0x17ed48941a08f981L)).isEqualTo(new Factorization(0x494c553bL, 0x53911073L));
    }

    @Test
    void factorsSmallAndAwkwardNumbersAndGivesUpOnPrimes() {
        assertThat(Factorization.of(15)).isEqualTo(new Factorization(3, 5));
        assertThat(Factorization.of(3_037_000_493L * 3_037_000_493L))
                .isEqualTo(new Factorization(3_037_000_493L, 3_037_000_493L));
        assertThatThrownBy(() -> Factorization.of(16)).isInstanceOf(CipherFault.class);
        assertThatThrownBy(() -> Factorization.of(2_147_483_647L)).isInstanceOf(CipherFault.class);
    }
}
