package chappe.mtproto.handshake;

import chappe.core.tl.Int128;
import chappe.core.tl.Int256;
import chappe.core.tl.TlFault;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlWriter;
import chappe.mtproto.crypto.Factorization;
import chappe.mtproto.crypto.Numbers;
import chappe.mtproto.crypto.Rsa;
import chappe.mtproto.crypto.RsaPadding;
import chappe.testkit.FakeClock;
import chappe.wire.Layers;
import chappe.wire.mtproto.PQInnerData;
import chappe.wire.mtproto.ReqDHParams;
import chappe.wire.mtproto.ReqPqMulti;
import chappe.wire.mtproto.ResPQ;
import chappe.wire.mtproto.SetClientDHParams;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;

/// Whatever a stranger sends, each step of a key exchange answers or refuses, and stores no key that was not agreed
/// upon.
final class HandshakeFuzzTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final KeyPair PAIR = Rsa.generate(RANDOM);
    private static final RSAPublicKey PUBLIC = (RSAPublicKey) PAIR.getPublic();
    private static final Int128 NONCE = new Int128(1, 2);
    private static final Int256 NEW_NONCE = new Int256(NONCE, NONCE);

    private final Handshakes server = new Handshakes(new HandshakeRoom(
            ServerKey.of(PAIR, true),
            _ -> {
                throw new AssertionError("a key out of noise");
            },
            new FakeClock(Instant.EPOCH),
            RANDOM,
            2));

    /// The first byte says at which step the noise comes, and how deep inside.
    @FuzzTest(maxDuration = "30s")
    void answersOrRefuses(byte[] bytes) {
        if (bytes.length == 0) return;
        byte[] noise = Arrays.copyOfRange(bytes, 1, bytes.length);
        switch (bytes[0] & 3) {
            case 0 -> server.answer(noise, 0);
            case 1 -> inner(noise);
            case 2 -> lastStep(noise, false);
            default -> lastStep(noise, true);
        }
        try {
            PlainMessage.read(noise);
        } catch (TlFault _) {
            // not a message: said so
        }
    }

    private void inner(byte[] noise) {
        if (noise.length > 144) return;
        ResPQ pq = start();
        server.answer(bytes(asking(pq, RsaPadding.encrypt(PUBLIC, noise, RANDOM))), 0);
    }

    private void lastStep(byte[] noise, boolean isHashed) {
        ResPQ pq = start();
        Factorization factors = factors(pq);
        byte[] inner = TlWriter.toBytes(
                new PQInnerData(
                        pq.pq(),
                        Numbers.toBytes(factors.p()),
                        Numbers.toBytes(factors.q()),
                        NONCE,
                        pq.serverNonce(),
                        NEW_NONCE),
                Layers.newest());
        server.answer(bytes(asking(pq, RsaPadding.encrypt(PUBLIC, inner, RANDOM))), 0);
        byte[] encrypted = isHashed ? new TmpAesKey(NEW_NONCE, pq.serverNonce()).encrypt(noise, RANDOM) : noise;
        server.answer(bytes(new SetClientDHParams(NONCE, pq.serverNonce(), encrypted)), 0);
    }

    private ResPQ start() {
        return (ResPQ) ((Outcome.Reply) server.answer(bytes(new ReqPqMulti(NONCE)), 0)).answer();
    }

    private static ReqDHParams asking(ResPQ pq, byte[] encrypted) {
        Factorization factors = factors(pq);
        byte[] p = Numbers.toBytes(factors.p());
        byte[] q = Numbers.toBytes(factors.q());
        return new ReqDHParams(NONCE, pq.serverNonce(), p, q, Rsa.fingerprint(PUBLIC), encrypted);
    }

    private static Factorization factors(ResPQ pq) {
        return Factorization.of(Numbers.of(pq.pq()).longValueExact());
    }

    private static byte[] bytes(TlObject object) {
        return TlWriter.toBytes(object, Layers.newest());
    }
}
