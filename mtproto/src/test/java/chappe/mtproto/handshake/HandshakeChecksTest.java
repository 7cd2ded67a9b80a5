package chappe.mtproto.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.DhGroup;
import chappe.core.Limits;
import chappe.mtproto.crypto.Hash;
import chappe.mtproto.crypto.RsaPadding;
import chappe.wire.mtproto.ClientDHInnerData;
import chappe.wire.mtproto.DhGenRetry;
import chappe.wire.mtproto.PQInnerData;
import chappe.wire.mtproto.PQInnerDataDc;
import chappe.wire.mtproto.PQInnerDataTemp;
import chappe.wire.mtproto.Ping;
import chappe.wire.mtproto.ReqDHParams;
import chappe.wire.mtproto.ReqPqMulti;
import chappe.wire.mtproto.ResPQ;
import chappe.wire.mtproto.SetClientDHParams;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each check has a test in which one field alone is wrong, and which fails without that check.
final class HandshakeChecksTest extends HandshakeScene {

    @Test
    void nothingButTheFourRequestsIsRead() {
        refuses(new Ping(1), Check.REQUEST);
        assertThat(server.answer(new byte[0], 0)).isEqualTo(new Outcome.Refused(Check.REQUEST));
        assertThat(server.answer(new byte[] {(byte) 0xf1, (byte) 0x8e, 0x7e, (byte) 0xbe, 1}, 0))
                .isEqualTo(new Outcome.Refused(Check.REQUEST));
    }

    @Test
    void checksTheNonceOfReqDhParams() {
        ReqDHParams ask = good(start());

        refuses(with(ask, OTHER, ask.serverNonce()), Check.EXCHANGE);
    }

    @Test
    void checksTheServerNonceOfReqDhParams() {
        ReqDHParams ask = good(start());

        refuses(with(ask, ask.nonce(), OTHER), Check.EXCHANGE);
    }

    @Test
    void checksP() {
        ReqDHParams a = good(start());

        refuses(
                new ReqDHParams(
                        a.nonce(), a.serverNonce(), changed(a.p()), a.q(), a.publicKeyFingerprint(), a.encryptedData()),
                Check.FACTORS);
    }

    @Test
    void checksQ() {
        ReqDHParams a = good(start());

        refuses(
                new ReqDHParams(
                        a.nonce(), a.serverNonce(), a.p(), changed(a.q()), a.publicKeyFingerprint(), a.encryptedData()),
                Check.FACTORS);
    }

    @Test
    void checksThatTheSmallerFactorComesFirst() {
        ReqDHParams a = good(start());

        refuses(
                new ReqDHParams(a.nonce(), a.serverNonce(), a.q(), a.p(), a.publicKeyFingerprint(), a.encryptedData()),
                Check.FACTORS);
    }

    @Test
    void checksTheFingerprint() {
        ReqDHParams a = good(start());

        refuses(
                new ReqDHParams(
                        a.nonce(), a.serverNonce(), a.p(), a.q(), a.publicKeyFingerprint() + 1, a.encryptedData()),
                Check.FINGERPRINT);
    }

    @Test
    void checksTheRsaPadding() {
        ReqDHParams a = good(start());

        refuses(with(a, changed(a.encryptedData())), Check.RSA_PADDING);
    }

    @Test
    void refusesTheOldPaddingWhereItIsOff() {
        Handshakes strict = server(false);
        ResPQ pq = (ResPQ) ((Outcome.Reply) strict.answer(bytes(new ReqPqMulti(nonce)), 0)).answer();
        byte[] old = RsaPadding.encryptOld(PUBLIC, bytes(inner(pq)), RANDOM);

        assertThat(strict.answer(bytes(with(good(pq), old)), 0)).isEqualTo(new Outcome.Refused(Check.RSA_PADDING));
    }

    @Test
    void checksThatTheInnerDataIsOneOfItsForms() {
        ResPQ pq = start();

        refuses(asking(pq, new Ping(7)), Check.INNER_FORM);
    }

    @Test
    void checksThePqInside() {
        refusesInner(
                d -> new PQInnerData(changed(d.pq()), d.p(), d.q(), d.nonce(), d.serverNonce(), d.newNonce()),
                Check.INNER_FACTORS);
    }

    @Test
    void checksThePInside() {
        refusesInner(
                d -> new PQInnerData(d.pq(), changed(d.p()), d.q(), d.nonce(), d.serverNonce(), d.newNonce()),
                Check.INNER_FACTORS);
    }

    @Test
    void checksTheQInside() {
        refusesInner(
                d -> new PQInnerData(d.pq(), d.p(), changed(d.q()), d.nonce(), d.serverNonce(), d.newNonce()),
                Check.INNER_FACTORS);
    }

    @Test
    void checksTheNonceInside() {
        refusesInner(
                d -> new PQInnerData(d.pq(), d.p(), d.q(), OTHER, d.serverNonce(), d.newNonce()), Check.INNER_NONCE);
    }

    @Test
    void checksTheServerNonceInside() {
        refusesInner(
                d -> new PQInnerData(d.pq(), d.p(), d.q(), d.nonce(), OTHER, d.newNonce()), Check.INNER_SERVER_NONCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, -6, 10_000, 10_006, Integer.MIN_VALUE})
    void checksTheDc(int dc) {
        ResPQ pq = start();
        PQInnerData d = inner(pq);

        refuses(
                asking(pq, new PQInnerDataDc(d.pq(), d.p(), d.q(), d.nonce(), d.serverNonce(), d.newNonce(), dc)),
                Check.DC);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 86_401, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void checksHowLongATemporaryKeyLives(int expiresIn) {
        ResPQ pq = start();
        PQInnerData d = inner(pq);

        refuses(
                asking(
                        pq,
                        new PQInnerDataTemp(d.pq(), d.p(), d.q(), d.nonce(), d.serverNonce(), d.newNonce(), expiresIn)),
                Check.EXPIRES_IN);
    }

    @Test
    void anExchangeThatFailedOnceIsOver() {
        ReqDHParams ask = good(start());
        refuses(with(ask, changed(ask.encryptedData())), Check.RSA_PADDING);

        refuses(ask, Check.EXCHANGE);
        assertThat(server.pending()).isZero();
    }

    @Test
    void eachStepIsTakenOnce() {
        ResPQ pq = start();
        ReqDHParams ask = good(pq);
        refuses(new SetClientDHParams(nonce, pq.serverNonce(), new byte[336]), Check.ORDER);
        ResPQ again = start();
        offer(again);

        refuses(good(again), Check.ORDER);
        refuses(ask, Check.EXCHANGE);
    }

    @Test
    void anExchangeExpires() {
        ResPQ pq = start();
        clock.advance(Limits.HANDSHAKE_TIMEOUT.plus(Duration.ofSeconds(1)));

        refuses(good(pq), Check.EXCHANGE);
    }

    @Test
    void checksTheHashOfTheClientsDhValues() {
        ResPQ pq = start();
        offer(pq);
        byte[] encrypted = tempKey(pq).encrypt(bytes(dh(pq, 0, goodGb())), RANDOM);

        refuses(new SetClientDHParams(nonce, pq.serverNonce(), changed(encrypted)), Check.DH_HASH);
    }

    @Test
    void checksThatTheClientsDhValuesHaveWholeBlocks() {
        ResPQ pq = start();
        offer(pq);
        byte[] encrypted = tempKey(pq).encrypt(bytes(dh(pq, 0, goodGb())), RANDOM);

        refuses(
                new SetClientDHParams(nonce, pq.serverNonce(), Arrays.copyOf(encrypted, encrypted.length - 1)),
                Check.DH_HASH);
    }

    @Test
    void checksThatThePaddingIsShorterThanABlock() {
        ResPQ pq = start();
        offer(pq);
        byte[] inner = bytes(dh(pq, 0, goodGb()));
        byte[] withHash = new byte[20 + inner.length + 28]; // 16 more than needed, behind the hash of the rest
        System.arraycopy(Hash.sha1(inner), 0, withHash, 0, 20);
        System.arraycopy(inner, 0, withHash, 20, inner.length);
        tempKey(pq).encryptInPlace(withHash);

        refuses(new SetClientDHParams(nonce, pq.serverNonce(), withHash), Check.DH_HASH);
    }

    @Test
    void checksTheFormOfTheClientsDhValues() {
        ResPQ pq = start();
        offer(pq);

        refuses(setting(pq, inner(pq)), Check.DH_FORM);
    }

    @Test
    void checksTheNonceOfTheClientsDhValues() {
        ResPQ pq = start();
        offer(pq);

        refuses(setting(pq, new ClientDHInnerData(OTHER, pq.serverNonce(), 0, bytes(goodGb()))), Check.DH_NONCE);
    }

    @Test
    void checksTheServerNonceOfTheClientsDhValues() {
        ResPQ pq = start();
        offer(pq);

        refuses(setting(pq, new ClientDHInnerData(nonce, OTHER, 0, bytes(goodGb()))), Check.DH_SERVER_NONCE);
    }

    @Test
    void checksTheRetryId() {
        ResPQ pq = start();
        offer(pq);

        assertThat(set(pq, 1, goodGb())).isEqualTo(new Outcome.Refused(Check.RETRY_ID));
    }

    @Test
    void checksTheRangeOfGb() {
        BigInteger p = DhGroup.PRIME;
        BigInteger margin = BigInteger.ONE.shiftLeft(1984);
        for (BigInteger bad : List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                margin.subtract(BigInteger.ONE),
                p.subtract(margin).add(BigInteger.ONE),
                p.subtract(BigInteger.ONE),
                p)) {
            ResPQ pq = start();
            offer(pq);

            assertThat(set(pq, 0, bad)).isEqualTo(new Outcome.Refused(Check.G_B));
        }
        assertThat(stored).isEmpty();
    }

    @Test
    void afterARetryTheRetryIdMustBeThatOfTheRefusedKey() {
        storeAnswers.add(false);
        ResPQ pq = start();
        offer(pq);
        assertThat(reply(set(pq, 0, goodGb()))).isInstanceOf(DhGenRetry.class);

        assertThat(set(pq, 0, goodGb())).isEqualTo(new Outcome.Refused(Check.RETRY_ID));
    }
}
