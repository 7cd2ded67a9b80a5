package chappe.mtproto.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.DhGroup;
import chappe.core.tl.Int128;
import chappe.core.tl.Int256;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.mtproto.crypto.DiffieHellman;
import chappe.mtproto.crypto.Factorization;
import chappe.mtproto.crypto.Numbers;
import chappe.mtproto.crypto.Rsa;
import chappe.mtproto.crypto.RsaPadding;
import chappe.mtproto.handshake.ClientHandshake.Step;
import chappe.mtproto.handshake.NewKeys.NewKey;
import chappe.testkit.FakeClock;
import chappe.wire.Layers;
import chappe.wire.mtproto.ClientDHInnerData;
import chappe.wire.mtproto.DhGenOk;
import chappe.wire.mtproto.PQInnerData;
import chappe.wire.mtproto.ReqDHParams;
import chappe.wire.mtproto.ReqPqMulti;
import chappe.wire.mtproto.ResPQ;
import chappe.wire.mtproto.ServerDHInnerData;
import chappe.wire.mtproto.ServerDHParamsOk;
import chappe.wire.mtproto.SetClientDHParams;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.function.UnaryOperator;

/// A server, the keys it stored, and a client whose every field can be set, for the tests of the key exchange.
abstract class HandshakeScene {
    static final SecureRandom RANDOM = new SecureRandom();
    static final KeyPair PAIR = Rsa.generate(RANDOM);
    static final RSAPublicKey PUBLIC = (RSAPublicKey) PAIR.getPublic();
    static final Instant START = Instant.ofEpochSecond(1_800_000_000);
    static final Int128 OTHER = new Int128(1, 2);

    final FakeClock clock = new FakeClock(START);
    final Queue<Boolean> storeAnswers = new ArrayDeque<>();
    final List<NewKey> stored = new ArrayList<>();
    final Handshakes server = server(true);

    final Int128 nonce = new Int128(RANDOM.nextLong(), RANDOM.nextLong());
    final Int256 newNonce = new Int256(nonce, new Int128(RANDOM.nextLong(), RANDOM.nextLong()));

    Step.Done exchange(ClientHandshake client, int dcHint) {
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

    ResPQ start() {
        return (ResPQ) reply(send(new ReqPqMulti(nonce)));
    }

    ServerDHInnerData offer(ResPQ pq) {
        var ok = (ServerDHParamsOk) reply(send(good(pq)));
        byte[] data = Objects.requireNonNull(tempKey(pq).decrypt(ok.encryptedAnswer()));
        return (ServerDHInnerData) TlReader.readWhole(data, Layers.newest());
    }

    ReqDHParams good(ResPQ pq) {
        return asking(pq, inner(pq));
    }

    ReqDHParams asking(ResPQ pq, TlObject inner) {
        PQInnerData factors = inner(pq);
        byte[] encrypted = RsaPadding.encrypt(PUBLIC, bytes(inner), RANDOM);
        return new ReqDHParams(nonce, pq.serverNonce(), factors.p(), factors.q(), Rsa.fingerprint(PUBLIC), encrypted);
    }

    PQInnerData inner(ResPQ pq) {
        Factorization factors = Factorization.of(Numbers.of(pq.pq()).longValueExact());
        byte[] p = Numbers.toBytes(factors.p());
        byte[] q = Numbers.toBytes(factors.q());
        return new PQInnerData(pq.pq(), p, q, nonce, pq.serverNonce(), newNonce);
    }

    void refusesInner(UnaryOperator<PQInnerData> change, Check check) {
        ResPQ pq = start();

        refuses(asking(pq, change.apply(inner(pq))), check);
    }

    ClientDHInnerData dh(ResPQ pq, long retryId, BigInteger gB) {
        return new ClientDHInnerData(nonce, pq.serverNonce(), retryId, bytes(gB));
    }

    Outcome set(ResPQ pq, long retryId, BigInteger gB) {
        return send(setting(pq, dh(pq, retryId, gB)));
    }

    SetClientDHParams setting(ResPQ pq, TlObject inner) {
        return new SetClientDHParams(nonce, pq.serverNonce(), tempKey(pq).encrypt(bytes(inner), RANDOM));
    }

    TempKey tempKey(ResPQ pq) {
        return new TempKey(newNonce, pq.serverNonce());
    }

    static BigInteger goodGb() {
        return DiffieHellman.publicValue(DiffieHellman.secret(RANDOM));
    }

    void refuses(TlObject request, Check check) {
        assertThat(send(request)).isEqualTo(new Outcome.Refused(check));
        assertThat(stored).isEmpty();
    }

    Outcome send(TlObject request) {
        return server.answer(bytes(request), 0);
    }

    static TlObject reply(Outcome outcome) {
        return ((Outcome.Reply) outcome).answer();
    }

    static byte[] bytes(TlObject object) {
        return TlWriter.toBytes(object, Layers.newest());
    }

    static byte[] bytes(BigInteger value) {
        return DhGroup.bytes(value);
    }

    static ReqDHParams with(ReqDHParams a, Int128 nonce, Int128 serverNonce) {
        return new ReqDHParams(nonce, serverNonce, a.p(), a.q(), a.publicKeyFingerprint(), a.encryptedData());
    }

    static ReqDHParams with(ReqDHParams a, byte[] encryptedData) {
        return new ReqDHParams(a.nonce(), a.serverNonce(), a.p(), a.q(), a.publicKeyFingerprint(), encryptedData);
    }

    static byte[] changed(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[changed.length - 1] ^= 1;
        return changed;
    }

    Handshakes server(boolean allowsOldPadding) {
        NewKeys keys = key -> {
            stored.add(key);
            Boolean answer = storeAnswers.poll();
            return answer == null || answer;
        };
        return new Handshakes(new HandshakeRoom(ServerKey.of(PAIR, allowsOldPadding), keys, clock, RANDOM, 2));
    }
}
