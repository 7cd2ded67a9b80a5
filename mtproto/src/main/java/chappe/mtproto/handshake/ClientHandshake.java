package chappe.mtproto.handshake;

import chappe.core.AuthKeyId;
import chappe.core.DhGroup;
import chappe.core.tl.Int128;
import chappe.core.tl.Int256;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.mtproto.crypto.AuthKeyIds;
import chappe.mtproto.crypto.DiffieHellman;
import chappe.mtproto.crypto.Factorization;
import chappe.mtproto.crypto.Numbers;
import chappe.mtproto.crypto.Rsa;
import chappe.mtproto.crypto.RsaPadding;
import chappe.wire.Layers;
import chappe.wire.mtproto.ClientDHInnerData;
import chappe.wire.mtproto.DhGenOk;
import chappe.wire.mtproto.DhGenRetry;
import chappe.wire.mtproto.PQInnerData;
import chappe.wire.mtproto.PQInnerDataDc;
import chappe.wire.mtproto.PQInnerDataTemp;
import chappe.wire.mtproto.PQInnerDataTempDc;
import chappe.wire.mtproto.ReqDHParams;
import chappe.wire.mtproto.ReqPqMulti;
import chappe.wire.mtproto.ResPQ;
import chappe.wire.mtproto.ServerDHInnerData;
import chappe.wire.mtproto.ServerDHParamsOk;
import chappe.wire.mtproto.SetClientDHParams;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/// A [key exchange](https://core.telegram.org/mtproto/auth_key) as a client sees it, for tests, the load generator
/// and tools.
///
/// It checks what the server says and fails with an [IllegalStateException] that names what was wrong. Confined to
/// one thread.
public final class ClientHandshake {

    /// How a client exchanges keys.
    ///
    /// @param dc null for the forms without
    /// @param expiresIn seconds; null for a permanent key
    /// @param usesOldPadding the SHA-1 padding instead of RSA_PAD
    public record Style(@Nullable Integer dc, @Nullable Integer expiresIn, boolean usesOldPadding) {
        public static Style permanent(int dc) {
            return new Style(dc, null, false);
        }

        public static Style temporary(int dc, int expiresIn) {
            return new Style(dc, expiresIn, false);
        }
    }

    /// What comes next.
    public sealed interface Step {
        record Send(TlObject request) implements Step {}

        /// @param authKey 256 secret bytes
        /// @param serverTime unix seconds at the server when it answered
        record Done(byte[] authKey, AuthKeyId id, long firstSalt, int serverTime) implements Step {
            @Override
            public String toString() {
                return "Done";
            }
        }
    }

    private final RSAPublicKey key;
    private final Style style;
    private final SecureRandom random;
    private final Int128 nonce;
    private final Int256 newNonce;
    private @Nullable ResPQ resPQ;
    private @Nullable ServerDHInnerData offer;
    private byte[] authKey = {};

    public ClientHandshake(RSAPublicKey key, Style style, SecureRandom random) {
        this.key = key;
        this.style = style;
        this.random = random;
        this.nonce = int128();
        this.newNonce = new Int256(int128(), int128());
    }

    /// The first request.
    public TlObject start() {
        return new ReqPqMulti(nonce);
    }

    /// Takes the server's answer to the last request.
    public Step answer(TlObject answer) {
        return switch (answer) {
            case ResPQ pq -> new Step.Send(factorized(pq));
            case ServerDHParamsOk params -> new Step.Send(accepted(params));
            case DhGenRetry retry -> {
                check(retry.newNonceHash2().equals(AuthKeyIds.newNonceHash(newNonce, 2, authKey)), "new_nonce_hash2");
                yield new Step.Send(keyed(AuthKeyIds.auxHash(authKey)));
            }
            case DhGenOk ok -> done(ok);
            default ->
                throw new IllegalStateException(
                        "the server gave up: " + answer.getClass().getSimpleName());
        };
    }

    private TlObject factorized(ResPQ pq) {
        check(pq.nonce().equals(nonce), "nonce");
        long fingerprint = Rsa.fingerprint(key);
        check(pq.serverPublicKeyFingerprints().contains(fingerprint), "fingerprint");
        resPQ = pq;
        Factorization factors = Factorization.of(Numbers.of(pq.pq()).longValueExact());
        byte[] p = Numbers.toBytes(factors.p());
        byte[] q = Numbers.toBytes(factors.q());
        byte[] inner = TlWriter.toBytes(inner(pq, p, q), Layers.newest());
        byte[] encrypted = style.usesOldPadding()
                ? RsaPadding.encryptOld(key, inner, random)
                : RsaPadding.encrypt(key, inner, random);
        return new ReqDHParams(nonce, pq.serverNonce(), p, q, fingerprint, encrypted);
    }

    private TlObject inner(ResPQ pq, byte[] p, byte[] q) {
        Int128 serverNonce = pq.serverNonce();
        Integer dc = style.dc();
        Integer expiresIn = style.expiresIn();
        if (dc != null && expiresIn != null) {
            return new PQInnerDataTempDc(pq.pq(), p, q, nonce, serverNonce, newNonce, dc, expiresIn);
        }
        if (dc != null) return new PQInnerDataDc(pq.pq(), p, q, nonce, serverNonce, newNonce, dc);
        if (expiresIn != null) return new PQInnerDataTemp(pq.pq(), p, q, nonce, serverNonce, newNonce, expiresIn);
        return new PQInnerData(pq.pq(), p, q, nonce, serverNonce, newNonce);
    }

    private TlObject accepted(ServerDHParamsOk params) {
        check(params.nonce().equals(nonce) && params.serverNonce().equals(serverNonce()), "nonces");
        byte[] data = tempKey().decrypt(params.encryptedAnswer());
        if (data == null) throw new IllegalStateException("wrong hash of server_DH_inner_data");
        var inner = (ServerDHInnerData) TlReader.readWhole(data, Layers.newest());
        check(inner.nonce().equals(nonce) && inner.serverNonce().equals(serverNonce()), "nonces inside");
        check(Numbers.of(inner.dhPrime()).equals(DhGroup.PRIME) && inner.g() == DhGroup.G, "group");
        check(DiffieHellman.isGood(Numbers.of(inner.gA())), "g_a");
        offer = inner;
        return keyed(0);
    }

    private TlObject keyed(long retryId) {
        if (offer == null) throw new IllegalStateException("an answer out of its turn");
        BigInteger secret = DiffieHellman.secret(random);
        authKey = DiffieHellman.sharedKey(Numbers.of(offer.gA()), secret);
        byte[] gB = DhGroup.bytes(DiffieHellman.publicValue(secret));
        byte[] inner = TlWriter.toBytes(new ClientDHInnerData(nonce, serverNonce(), retryId, gB), Layers.newest());
        return new SetClientDHParams(nonce, serverNonce(), tempKey().encrypt(inner, random));
    }

    private Step done(DhGenOk ok) {
        if (offer == null) throw new IllegalStateException("an answer out of its turn");
        check(ok.nonce().equals(nonce) && ok.serverNonce().equals(serverNonce()), "nonces");
        check(ok.newNonceHash1().equals(AuthKeyIds.newNonceHash(newNonce, 1, authKey)), "new_nonce_hash1");
        long firstSalt = newNonce.first().first() ^ serverNonce().first();
        return new Step.Done(authKey, AuthKeyIds.of(authKey), firstSalt, offer.serverTime());
    }

    private Int128 serverNonce() {
        if (resPQ == null) throw new IllegalStateException("an answer out of its turn");
        return resPQ.serverNonce();
    }

    private TempKey tempKey() {
        return new TempKey(newNonce, serverNonce());
    }

    private Int128 int128() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Int128(in.getLong(), in.getLong());
    }

    private static void check(boolean holds, String what) {
        if (!holds) throw new IllegalStateException("the server's answer is wrong: " + what);
    }
}
