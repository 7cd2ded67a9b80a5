package chappe.api.messages;

import chappe.api.present.Inputs;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.box.Histories;
import chappe.domain.box.Messages;
import chappe.domain.box.Peer;
import chappe.wire.messages.AffectedHistory;
import chappe.wire.messages.AffectedMessages;
import chappe.wire.messages.DeleteHistory;
import chappe.wire.messages.DeleteMessages;

/// The methods that delete messages, for oneself or for both.
///
/// Holds no state.
public final class MessageDeleting {
    private final Messages messages;
    private final Histories histories;
    private final Inputs inputs;

    public MessageDeleting(Messages messages, Histories histories, Inputs inputs) {
        this.messages = messages;
        this.histories = histories;
        this.inputs = inputs;
    }

    public void register(Routes on) {
        on.user(DeleteMessages.class, Limit.CHANGE, this::deleteMessages);
        on.user(DeleteHistory.class, Limit.CHANGE, this::deleteHistory);
    }

    /// [messages.deleteMessages](https://core.telegram.org/method/messages.deleteMessages): ids that are not
    /// there are passed over. Refuses more than 500 with MESSAGE_ID_INVALID.
    AffectedMessages deleteMessages(Caller caller, DeleteMessages ask) {
        var affected = messages.delete(caller.actor(), ask.id(), ask.revoke());
        return new AffectedMessages(affected.pts(), affected.ptsCount());
    }

    /// [messages.deleteHistory](https://core.telegram.org/method/messages.deleteHistory): up to 500 messages
    /// a call; the client repeats while `offset` is above 0. Deleting between two dates is not built:
    /// MIN_DATE_INVALID, MAX_DATE_INVALID. Refuses with PEER_ID_INVALID.
    AffectedHistory deleteHistory(Caller caller, DeleteHistory ask) {
        UserId peer = inputs.peer(caller.userId(), ask.peer());
        if (ask.minDate() != null) throw RpcError.MIN_DATE_INVALID.refuse();
        if (ask.maxDate() != null) throw RpcError.MAX_DATE_INVALID.refuse();
        var cleared = histories.clear(caller.actor(), Peer.user(peer), ask.maxId(), ask.justClear(), ask.revoke());
        return new AffectedHistory(cleared.pts(), cleared.ptsCount(), cleared.left());
    }
}
