package chappe.mtproto.handshake;

import static chappe.mtproto.handshake.HandshakeFault.require;

import chappe.core.AuthKeyId;
import chappe.core.DcId;
import chappe.core.DhGroup;
import chappe.core.Limits;
import chappe.core.tl.Int128;
import chappe.core.tl.Int256;
import chappe.core.tl.TlFault;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.mtproto.crypto.AuthKeyIds;
import chappe.mtproto.crypto.CipherFault;
import chappe.mtproto.crypto.DiffieHellman;
import chappe.mtproto.crypto.Factorization;
import chappe.mtproto.crypto.Numbers;
import chappe.mtproto.crypto.RsaPadding;
import chappe.mtproto.handshake.NewKeys.NewKey;
import chappe.wire.Layers;
import chappe.wire.mtproto.ClientDHInnerData;
import chappe.wire.mtproto.DhGenFail;
import chappe.wire.mtproto.DhGenOk;
import chappe.wire.mtproto.DhGenRetry;
import chappe.wire.mtproto.ReqDHParams;
import chappe.wire.mtproto.ResPQ;
import chappe.wire.mtproto.ServerDHInnerData;
import chappe.wire.mtproto.ServerDHParamsOk;
import chappe.wire.mtproto.SetClientDHParams;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One [key exchange](https://core.telegram.org/mtproto/auth_key), as the server sees it: created by `req_pq`, moved
/// on by `req_DH_params` and `set_client_DH_params`, and of use only once.
///
/// Guarded by `this`: a client may send the same request on two connections.
final class Handshake {

    private sealed interface State {
        /// `resPQ` was sent.
        record Asked() implements State {}

        /// `server_DH_params_ok` was sent.
        ///
        /// @param refused the key that another client already had, after `dh_gen_retry`
        record Offered(Inner inner, TempKey tempKey, BigInteger secret, byte @Nullable [] refused, int retries)
                implements State {}

        /// It has ended, in a key or a refusal.
        record Over() implements State {}
    }

    private final HandshakeRoom room;
    private final Int128 nonce;
    private final Int128 serverNonce;
    private final Factorization factors;
    private final Instant started;
    private State state = new State.Asked();

    Handshake(HandshakeRoom room, Int128 nonce, Int128 serverNonce) {
        this.room = room;
        this.nonce = nonce;
        this.serverNonce = serverNonce;
        this.factors = Factorization.random(room.random());
        this.started = room.clock().instant();
    }

    Instant started() {
        return started;
    }

    ResPQ resPQ() {
        byte[] pq = Numbers.toBytes(factors.pq());
        return new ResPQ(nonce, serverNonce, pq, List.of(room.key().fingerprint()));
    }

    /// [req_DH_params](https://core.telegram.org/mtproto/auth_key#4-client-sends-query-to-server)
    ///
    /// @throws HandshakeFault when a check fails: the exchange is then over
    synchronized ServerDHParamsOk answer(ReqDHParams ask) {
        boolean isItsTurn = state instanceof State.Asked;
        state = new State.Over();
        require(isItsTurn, Check.ORDER);
        require(isFactors(ask.p(), ask.q()), Check.FACTORS);
        require(ask.publicKeyFingerprint() == room.key().fingerprint(), Check.FINGERPRINT);
        Inner inner = Inner.read(decrypted(ask.encryptedData()));
        check(inner);
        var tempKey = new TempKey(inner.newNonce(), serverNonce);
        BigInteger secret = DiffieHellman.secret(room.random());
        state = new State.Offered(inner, tempKey, secret, null, 0);
        byte[] answer = TlWriter.toBytes(offer(secret), Layers.newest());
        return new ServerDHParamsOk(nonce, serverNonce, tempKey.encrypt(answer, room.random()));
    }

    /// [set_client_DH_params](https://core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication)
    ///
    /// @param dcHint the DC to note where the client named none
    /// @throws HandshakeFault when a check fails: the exchange is then over
    synchronized Outcome answer(SetClientDHParams ask, int dcHint) {
        State before = state;
        state = new State.Over();
        if (!(before instanceof State.Offered offered)) throw new HandshakeFault(Check.ORDER);
        ClientDHInnerData data = read(offered.tempKey(), ask.encryptedData());
        require(data.nonce().equals(nonce), Check.DH_NONCE);
        require(data.serverNonce().equals(serverNonce), Check.DH_SERVER_NONCE);
        require(data.retryId() == retryId(offered.refused()), Check.RETRY_ID);
        require(data.gB().length <= DhGroup.SIZE, Check.G_B);
        BigInteger gB = Numbers.of(data.gB());
        require(DiffieHellman.isGood(gB), Check.G_B);
        return keyed(offered, DiffieHellman.sharedKey(gB, offered.secret()), dcHint);
    }

    private boolean isFactors(byte[] p, byte[] q) {
        return Arrays.equals(p, Numbers.toBytes(factors.p())) && Arrays.equals(q, Numbers.toBytes(factors.q()));
    }

    private byte[] decrypted(byte[] encryptedData) {
        try {
            ServerKey key = room.key();
            return RsaPadding.decrypt(key.key(), encryptedData, key.allowsOldPadding(), Inner.SIZES);
        } catch (CipherFault fault) {
            throw new HandshakeFault(Check.RSA_PADDING);
        }
    }

    private void check(Inner inner) {
        boolean isOurs = Arrays.equals(inner.pq(), Numbers.toBytes(factors.pq()));
        require(isOurs && isFactors(inner.p(), inner.q()), Check.INNER_FACTORS);
        require(inner.nonce().equals(nonce), Check.INNER_NONCE);
        require(inner.serverNonce().equals(serverNonce), Check.INNER_SERVER_NONCE);
        Integer dc = inner.dc();
        require(dc == null || DcId.normalized(dc) != 0, Check.DC);
        Integer expiresIn = inner.expiresIn();
        boolean isInRange = expiresIn == null || (expiresIn > 0 && expiresIn <= Limits.TEMP_KEY_SECONDS_MAX);
        require(isInRange, Check.EXPIRES_IN);
    }

    private ServerDHInnerData offer(BigInteger secret) {
        return new ServerDHInnerData(
                nonce,
                serverNonce,
                DhGroup.G,
                DhGroup.bytes(DhGroup.PRIME),
                DhGroup.bytes(DiffieHellman.publicValue(secret)),
                (int) room.clock().instant().getEpochSecond());
    }

    private static ClientDHInnerData read(TempKey tempKey, byte[] encryptedData) {
        byte[] data = tempKey.decrypt(encryptedData);
        if (data == null) throw new HandshakeFault(Check.DH_HASH);
        try {
            if (TlReader.readWhole(data, Layers.newest()) instanceof ClientDHInnerData inner) return inner;
        } catch (TlFault _) {
            // the same as another object: below
        }
        throw new HandshakeFault(Check.DH_FORM);
    }

    private static long retryId(byte @Nullable [] refused) {
        return refused == null ? 0 : AuthKeyIds.auxHash(refused);
    }

    private Outcome keyed(State.Offered offered, byte[] value, int dcHint) {
        Inner inner = offered.inner();
        Int256 newNonce = inner.newNonce();
        AuthKeyId id = AuthKeyIds.of(value);
        Integer expiresIn = inner.expiresIn();
        Instant expires = expiresIn == null ? null : room.clock().instant().plusSeconds(expiresIn);
        Integer dcNamed = inner.dc();
        int dc = dcNamed == null ? dcHint : DcId.normalized(dcNamed);
        if (room.newKeys().add(new NewKey(id, value.clone(), dc, expires))) {
            long firstSalt = newNonce.first().first() ^ serverNonce.first();
            TlObject ok = new DhGenOk(nonce, serverNonce, AuthKeyIds.newNonceHash(newNonce, 1, value));
            return new Outcome.Done(ok, id, firstSalt);
        }
        if (offered.retries() >= Limits.HANDSHAKE_RETRIES_MAX) {
            return new Outcome.Reply(new DhGenFail(nonce, serverNonce, AuthKeyIds.newNonceHash(newNonce, 3, value)));
        }
        state = new State.Offered(inner, offered.tempKey(), offered.secret(), value, offered.retries() + 1);
        return new Outcome.Reply(new DhGenRetry(nonce, serverNonce, AuthKeyIds.newNonceHash(newNonce, 2, value)));
    }

    synchronized boolean isOver() {
        return state instanceof State.Over;
    }
}
