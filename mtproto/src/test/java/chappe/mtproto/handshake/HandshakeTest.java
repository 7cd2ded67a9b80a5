package chappe.mtproto.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.Limits;
import chappe.core.tl.TlWriter;
import chappe.mtproto.crypto.AuthKeyIds;
import chappe.mtproto.crypto.Rsa;
import chappe.mtproto.handshake.ClientHandshake.Step;
import chappe.mtproto.handshake.ClientHandshake.Style;
import chappe.mtproto.handshake.NewKeys.NewKey;
import chappe.wire.Layers;
import chappe.wire.mtproto.DhGenFail;
import chappe.wire.mtproto.DhGenRetry;
import chappe.wire.mtproto.ReqPq;
import chappe.wire.mtproto.ReqPqMulti;
import chappe.wire.mtproto.ResPQ;
import chappe.wire.mtproto.ServerDHParamsOk;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The key exchange as it goes when nobody lies.
final class HandshakeTest extends HandshakeScene {

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
    void aFinishedExchangeIsForgotten() {
        ResPQ pq = start();
        offer(pq);
        BigInteger gB = goodGb();
        assertThat(set(pq, 0, gB)).isInstanceOf(Outcome.Done.class);

        assertThat(set(pq, 0, gB)).isEqualTo(new Outcome.Refused(Check.EXCHANGE));
        assertThat(stored).hasSize(1);
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
    void aKeyIdThatIsTakenLeadsToAnotherRound() {
        storeAnswers.add(false);
        storeAnswers.add(true);

        Step.Done done = exchange(new ClientHandshake(PUBLIC, Style.permanent(1), RANDOM), 0);

        assertThat(stored).hasSize(2);
        assertThat(stored.getLast().id()).isEqualTo(done.id());
        assertThat(stored.getFirst().id()).isNotEqualTo(done.id());
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
}
