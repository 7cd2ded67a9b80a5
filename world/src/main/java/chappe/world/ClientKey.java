package chappe.world;

import chappe.core.AuthKeyId;
import chappe.mtproto.handshake.ClientHandshake;

/// An authorization key as its client holds it.
///
/// @param value 256 secret bytes
/// @param firstSalt the salt that the key exchange ended with
public record ClientKey(AuthKeyId id, byte[] value, long firstSalt, int serverTime) {

    static ClientKey of(ClientHandshake.Step.Done done) {
        return new ClientKey(done.id(), done.authKey(), done.firstSalt(), done.serverTime());
    }

    @Override
    public String toString() {
        return "ClientKey[" + Long.toHexString(id.value()) + "]";
    }
}
