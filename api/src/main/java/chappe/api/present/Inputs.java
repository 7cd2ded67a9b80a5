package chappe.api.present;

import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.Users;
import chappe.wire.InputPeer;
import chappe.wire.InputPeerChannel;
import chappe.wire.InputPeerChannelFromMessage;
import chappe.wire.InputPeerChat;
import chappe.wire.InputPeerEmpty;
import chappe.wire.InputPeerSelf;
import chappe.wire.InputPeerUser;
import chappe.wire.InputPeerUserFromMessage;
import chappe.wire.InputUser;
import chappe.wire.InputUserEmpty;
import chappe.wire.InputUserFromMessage;
import chappe.wire.InputUserSelf;
import chappe.wire.InputUserType;
import org.jspecify.annotations.Nullable;

/// Resolves what a caller names into ids, and refuses names that the server did not give to this caller.
///
/// A user is named by an id and the [access_hash](https://core.telegram.org/api/peers#access-hash) that
/// belongs to this caller; oneself needs none. The forms `…FromMessage` name a user by a message that the
/// caller sees: they are for `min` users, which this server never sends.
public final class Inputs {
    private final Users users;

    public Inputs(Users users) {
        this.users = users;
    }

    /// Whom a private chat is with; the caller itself means Saved Messages.
    ///
    /// Refuses with PEER_ID_INVALID, and for groups and channels, which are not built yet, with
    /// CHAT_ID_INVALID and CHANNEL_INVALID.
    public UserId peer(UserId caller, InputPeer peer) {
        return switch (peer) {
            case InputPeerSelf _ -> caller;
            case InputPeerUser user -> named(caller, user.userId(), user.accessHash(), RpcError.PEER_ID_INVALID);
            case InputPeerChat _ -> throw RpcError.CHAT_ID_INVALID.refuse();
            case InputPeerChannel _ -> throw RpcError.CHANNEL_INVALID.refuse();
            case InputPeerChannelFromMessage _ -> throw RpcError.CHANNEL_INVALID.refuse();
            case InputPeerEmpty _ -> throw RpcError.PEER_ID_INVALID.refuse();
            case InputPeerUserFromMessage _ -> throw RpcError.PEER_ID_INVALID.refuse();
        };
    }

    /// The caller or another person, for what groups and channels do not have. Refuses with PEER_ID_INVALID.
    public UserId person(UserId caller, InputPeer peer) {
        boolean isPerson = peer instanceof InputPeerSelf
                || peer instanceof InputPeerUser
                || peer instanceof InputPeerUserFromMessage;
        if (!isPerson) throw RpcError.PEER_ID_INVALID.refuse();
        return peer(caller, peer);
    }

    /// One user. Refuses with USER_ID_INVALID.
    public UserId user(UserId caller, InputUserType user) {
        UserId found = findUser(caller, user);
        if (found == null) throw RpcError.USER_ID_INVALID.refuse();
        return found;
    }

    /// @return null where the caller may not name this user so
    public @Nullable UserId findUser(UserId caller, InputUserType user) {
        return switch (user) {
            case InputUserSelf _ -> caller;
            case InputUser named -> findNamed(caller, named.userId(), named.accessHash());
            case InputUserEmpty _ -> null;
            case InputUserFromMessage _ -> null;
        };
    }

    private UserId named(UserId caller, long id, long accessHash, RpcError otherwise) {
        UserId found = findNamed(caller, id, accessHash);
        if (found == null) throw otherwise.refuse();
        return found;
    }

    /// Libraries name themselves with whatever hash they have, so for oneself it is not asked.
    private @Nullable UserId findNamed(UserId caller, long id, long accessHash) {
        if (id == caller.value()) return caller;
        if (id <= 0 || id > UserId.MAX) return null;
        var target = new UserId(id);
        return users.mayName(caller, target, accessHash) ? target : null;
    }
}
