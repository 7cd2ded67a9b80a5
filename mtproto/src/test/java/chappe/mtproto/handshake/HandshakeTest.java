package chappe.mtproto.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.Limits;
import chappe.core.tl.Int128;
import chappe.core.tl.Int256;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.mtproto.crypto.AuthKeyIds;
import chappe.mtproto.crypto.DiffieHellman;
import chappe.mtproto.crypto.Factorization;
import chappe.mtproto.crypto.Hash;
import chappe.mtproto.crypto.Numbers;
import chappe.mtproto.crypto.Rsa;
import chappe.mtproto.crypto.RsaPadding;
import chappe.mtproto.handshake.ClientHandshake.Step;
import chappe.mtproto.handshake.ClientHandshake.Style;
import chappe.mtproto.handshake.NewKeys.NewKey;
import chappe.testkit.FakeClock;
import chappe.wire.Layers;
import chappe.wire.mtproto.ClientDHInnerData;
import chappe.wire.mtproto.DhGenFail;
import chappe.wire.mtproto.DhGenOk;
import chappe.wire.mtproto.DhGenRetry;
import chappe.wire.mtproto.PQInnerData;
import chappe.wire.mtproto.PQInnerDataDc;
import chappe.wire.mtproto.PQInnerDataTemp;
import chappe.wire.mtproto.Ping;
import chappe.wire.mtproto.ReqDHParams;
import chappe.wire.mtproto.ReqPq;
import chappe.wire.mtproto.ReqPqMulti;
import chappe.wire.mtproto.ResPQ;
import chappe.wire.mtproto.ServerDHInnerData;
import chappe.wire.mtproto.ServerDHParamsOk;
import chappe.wire.mtproto.SetClientDHParams;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each check has a test in which one field alone is wrong, and which fails without that check.
final class HandshakeTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final KeyPair PAIR = Rsa.generate(RANDOM);
    private static final RSAPublicKey PUBLIC = (RSAPublicKey) PAIR.getPublic();
    private static final Instant START = Instant.ofEpochSecond(1_800_000_000);
    private static final Int128 OTHER = new Int128(1, 2);

    private final FakeClock clock = new FakeClock(START);
    private final Queue<Boolean> storeAnswers = new ArrayDeque<>();
    private final List<NewKey> stored = new ArrayList<>();
    private final Handshakes server = server(true);

    private final Int128 nonce = new Int128(RANDOM.nextLong(), RANDOM.nextLong());
    private final Int256 newNonce = new Int256(nonce, new Int128(RANDOM.nextLong(), RANDOM.nextLong()));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyFormEndsInAKeyThatBothSidesHold(boolean usesOldPadding) {
        for (Style style : List.of(
                new Style(null, null, usesOldPadding),
                new Style(2, null, usesOldPadding),
                new Style(null, 86_400, usesOldPadding),
                new Style(-10_003, 1, usesOldPadding))) {
            stored.clear();

            Step.Done done = exchange(new ClientHandshake(PUBLIC, style, RANDOM), 4);

            NewKey key = stored.getFirst();
            assertThat(stored).hasSize(1);
            assertThat(key.value()).isEqualTo(done.authKey()).hasSize(256);
            assertThat(key.id()).isEqualTo(done.id());
            Integer dc = style.dc();
            Integer expiresIn = style.expiresIn();
            assertThat(key.dc()).isEqualTo(dc == null ? 4 : dc == 2 ? 2 : 3);
            assertThat(key.expires()).isEqualTo(expiresIn == null ? null : START.plusSeconds(expiresIn));
            assertThat(done.serverTime()).isEqualTo((int) START.getEpochSecond());
        }
        assertThat(server.pending()).isZero();
    }

    @Test
    void aClientThatNamesNoDcAnywhereGetsTheDefault() {
        exchange(new ClientHandshake(PUBLIC, new Style(null, null, false), RANDOM), 0);

        assertThat(stored.getFirst().dc()).isEqualTo(2);
    }

    @Test
    void theFirstSaltIsMadeOfTheNonces() {
        ResPQ pq = start();
        offer(pq);

        Outcome.Done done = (Outcome.Done) set(pq, 0, goodGb());

        assertThat(done.firstSalt())
                .isEqualTo(newNonce.first().first() ^ pq.serverNonce().first());
        assertThat(done.authKeyId()).isEqualTo(stored.getFirst().id());
    }

    @Test
    void reqPqWorksLikeReqPqMulti() {
        ResPQ pq = (ResPQ) reply(send(new ReqPq(nonce)));

        assertThat(pq.nonce()).isEqualTo(nonce);
        assertThat(pq.serverPublicKeyFingerprints()).containsExactly(Rsa.fingerprint(PUBLIC));
        assertThat(reply(send(good(pq)))).isInstanceOf(ServerDHParamsOk.class);
    }

    @Test
    void aMessageThatIsPaddedInsideIsTaken() {
        byte[] body = TlWriter.toBytes(new ReqPqMulti(nonce), Layers.newest());

        assertThat(server.answer(Arrays.copyOf(body, body.length + 48), 0)).isInstanceOf(Outcome.Reply.class);
    }

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
    void aFinishedExchangeIsForgotten() {
        ResPQ pq = start();
        offer(pq);
        BigInteger gB = goodGb();
        assertThat(set(pq, 0, gB)).isInstanceOf(Outcome.Done.class);

        assertThat(set(pq, 0, gB)).isEqualTo(new Outcome.Refused(Check.EXCHANGE));
        assertThat(stored).hasSize(1);
    }

    @Test
    void anExchangeExpires() {
        ResPQ pq = start();
        clock.advance(Limits.HANDSHAKE_TIMEOUT.plus(Duration.ofSeconds(1)));

        refuses(good(pq), Check.EXCHANGE);
    }

    @Test
    void ofTooManyExchangesTheOldestGivesWay() {
        ResPQ first = start();
        ResPQ second = start();
        for (int i = 1; i < Limits.HANDSHAKES_PENDING_MAX; i++) start();

        assertThat(server.pending()).isEqualTo(Limits.HANDSHAKES_PENDING_MAX);
        refuses(good(first), Check.EXCHANGE);
        assertThat(reply(send(good(second)))).isInstanceOf(ServerDHParamsOk.class);
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
        BigInteger p = DiffieHellman.PRIME;
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
    void aKeyIdThatIsTakenLeadsToAnotherRound() {
        storeAnswers.add(false);
        storeAnswers.add(true);

        Step.Done done = exchange(new ClientHandshake(PUBLIC, Style.permanent(1), RANDOM), 0);

        assertThat(stored).hasSize(2);
        assertThat(stored.getLast().id()).isEqualTo(done.id());
        assertThat(stored.getFirst().id()).isNotEqualTo(done.id());
    }

    @Test
    void afterARetryTheRetryIdMustBeThatOfTheRefusedKey() {
        storeAnswers.add(false);
        ResPQ pq = start();
        offer(pq);
        assertThat(reply(set(pq, 0, goodGb()))).isInstanceOf(DhGenRetry.class);

        assertThat(set(pq, 0, goodGb())).isEqualTo(new Outcome.Refused(Check.RETRY_ID));
    }

    @Test
    void retriesAreBounded() {
        for (int i = 0; i <= Limits.HANDSHAKE_RETRIES_MAX; i++) storeAnswers.add(false);
        ResPQ pq = start();
        offer(pq);
        Outcome outcome = set(pq, 0, goodGb());
        for (int i = 0; i < Limits.HANDSHAKE_RETRIES_MAX; i++) {
            assertThat(reply(outcome)).isInstanceOf(DhGenRetry.class);
            outcome = set(pq, AuthKeyIds.auxHash(stored.getLast().value()), goodGb());
        }

        assertThat(reply(outcome)).isInstanceOf(DhGenFail.class);
        assertThat(server.pending()).isZero();
    }

    private Step.Done exchange(ClientHandshake client, int dcHint) {
        TlObject request = client.start();
        while (true) {
            TlObject answer = switch (server.answer(bytes(request), dcHint)) {
                case Outcome.Reply reply -> reply.answer();
                case Outcome.Done done -> done.answer();
                case Outcome.Refused refused -> throw new AssertionError(refused);
            };
            switch (client.answer(answer)) {
                case Step.Send next -> request = next.request();
                case Step.Done done -> {
                    assertThat(answer).isInstanceOf(DhGenOk.class);
                    return done;
                }
            }
        }
    }

    private ResPQ start() {
        return (ResPQ) reply(send(new ReqPqMulti(nonce)));
    }

    private ServerDHInnerData offer(ResPQ pq) {
        var ok = (ServerDHParamsOk) reply(send(good(pq)));
        byte[] data = Objects.requireNonNull(tempKey(pq).decrypt(ok.encryptedAnswer()));
        return (ServerDHInnerData) TlReader.readWhole(data, Layers.newest());
    }

    private ReqDHParams good(ResPQ pq) {
        return asking(pq, inner(pq));
    }

    private ReqDHParams asking(ResPQ pq, TlObject inner) {
        PQInnerData factors = inner(pq);
        byte[] encrypted = RsaPadding.encrypt(PUBLIC, bytes(inner), RANDOM);
        return new ReqDHParams(nonce, pq.serverNonce(), factors.p(), factors.q(), Rsa.fingerprint(PUBLIC), encrypted);
    }

    private PQInnerData inner(ResPQ pq) {
        Factorization factors = Factorization.of(Numbers.of(pq.pq()).longValueExact());
        byte[] p = Numbers.toBytes(factors.p());
        byte[] q = Numbers.toBytes(factors.q());
        return new PQInnerData(pq.pq(), p, q, nonce, pq.serverNonce(), newNonce);
    }

    private void refusesInner(UnaryOperator<PQInnerData> change, Check check) {
        ResPQ pq = start();

        refuses(asking(pq, change.apply(inner(pq))), check);
    }

    private ClientDHInnerData dh(ResPQ pq, long retryId, BigInteger gB) {
        return new ClientDHInnerData(nonce, pq.serverNonce(), retryId, bytes(gB));
    }

    private Outcome set(ResPQ pq, long retryId, BigInteger gB) {
        return send(setting(pq, dh(pq, retryId, gB)));
    }

    private SetClientDHParams setting(ResPQ pq, TlObject inner) {
        return new SetClientDHParams(nonce, pq.serverNonce(), tempKey(pq).encrypt(bytes(inner), RANDOM));
    }

    private TempKey tempKey(ResPQ pq) {
        return new TempKey(newNonce, pq.serverNonce());
    }

    private static BigInteger goodGb() {
        return DiffieHellman.publicValue(DiffieHellman.secret(RANDOM));
    }

    private void refuses(TlObject request, Check check) {
        assertThat(send(request)).isEqualTo(new Outcome.Refused(check));
        assertThat(stored).isEmpty();
    }

    private Outcome send(TlObject request) {
        return server.answer(bytes(request), 0);
    }

    private static TlObject reply(Outcome outcome) {
        return ((Outcome.Reply) outcome).answer();
    }

    private static byte[] bytes(TlObject object) {
        return TlWriter.toBytes(object, Layers.newest());
    }

    private static byte[] bytes(BigInteger value) {
        return Numbers.toBytes(value, DiffieHellman.SIZE);
    }

    private static ReqDHParams with(ReqDHParams a, Int128 nonce, Int128 serverNonce) {
        return new ReqDHParams(nonce, serverNonce, a.p(), a.q(), a.publicKeyFingerprint(), a.encryptedData());
    }

    private static ReqDHParams with(ReqDHParams a, byte[] encryptedData) {
        return new ReqDHParams(a.nonce(), a.serverNonce(), a.p(), a.q(), a.publicKeyFingerprint(), encryptedData);
    }

    private static byte[] changed(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[changed.length - 1] ^= 1;
        return changed;
    }

    private Handshakes server(boolean allowsOldPadding) {
        NewKeys keys = key -> {
            stored.add(key);
            Boolean answer = storeAnswers.poll();
            return answer == null || answer;
        };
        return new Handshakes(new HandshakeRoom(ServerKey.of(PAIR, allowsOldPadding), keys, clock, RANDOM, 2));
    }
}
