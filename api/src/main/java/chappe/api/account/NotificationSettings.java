package chappe.api.account;

import chappe.api.present.Inputs;
import chappe.api.present.PresentNotify;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.box.Actor;
import chappe.domain.box.Notifications;
import chappe.domain.box.NotifyScope;
import chappe.domain.box.Peer;
import chappe.store.record.BoxNotify;
import chappe.wire.InputNotifyBroadcasts;
import chappe.wire.InputNotifyChats;
import chappe.wire.InputNotifyForumTopic;
import chappe.wire.InputNotifyPeer;
import chappe.wire.InputNotifyPeerType;
import chappe.wire.InputNotifyUsers;
import chappe.wire.InputPeer;
import chappe.wire.NotifyPeer;
import chappe.wire.PeerNotifySettings;
import chappe.wire.Update;
import chappe.wire.Updates;
import chappe.wire.UpdatesType;
import chappe.wire.account.GetNotifyExceptions;
import chappe.wire.account.GetNotifySettings;
import chappe.wire.account.ResetNotifySettings;
import chappe.wire.account.UpdateNotifySettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The methods by which users say whose messages they are notified of, and how.
public final class NotificationSettings {
    private final Notifications notifications;
    private final Inputs inputs;
    private final PresentUsers people;
    private final Clock clock;

    public NotificationSettings(Notifications notifications, Inputs inputs, PresentUsers people, Clock clock) {
        this.notifications = notifications;
        this.inputs = inputs;
        this.people = people;
        this.clock = clock;
    }

    public void register(Routes on) {
        on.user(GetNotifySettings.class, Limit.READ, this::getNotifySettings);
        on.user(UpdateNotifySettings.class, Limit.CHANGE, this::updateNotifySettings);
        on.user(ResetNotifySettings.class, Limit.CHANGE, this::resetNotifySettings);
        on.user(GetNotifyExceptions.class, Limit.READ, this::getNotifyExceptions);
    }

    /// [account.getNotifySettings](https://core.telegram.org/method/account.getNotifySettings). Refuses with
    /// PEER_ID_INVALID.
    PeerNotifySettings getNotifySettings(Caller caller, GetNotifySettings ask) {
        NotifyScope scope = scope(caller, ask.peer());
        return PresentNotify.of(scope, notifications.of(caller.userId(), scope));
    }

    /// [account.updateNotifySettings](https://core.telegram.org/method/account.updateNotifySettings)
    ///
    /// - `settings`: replace what was there; what is absent is as for the whole kind again.
    ///
    /// Refuses with PEER_ID_INVALID, SETTINGS_INVALID.
    boolean updateNotifySettings(Caller caller, UpdateNotifySettings ask) {
        NotifyScope scope = scope(caller, ask.peer());
        notifications.set(actor(caller), scope, PresentNotify.stored(ask.settings()));
        return true;
    }

    /// [account.resetNotifySettings](https://core.telegram.org/method/account.resetNotifySettings)
    boolean resetNotifySettings(Caller caller, ResetNotifySettings ask) {
        notifications.reset(actor(caller));
        return true;
    }

    /// [account.getNotifyExceptions](https://core.telegram.org/method/account.getNotifyExceptions)
    ///
    /// - `peer`: only peers of this kind, or this one.
    /// - `compare_sound`, `compare_stories`: peers that differ in nothing else come too.
    ///
    /// Refuses with PEER_ID_INVALID.
    UpdatesType getNotifyExceptions(Caller caller, GetNotifyExceptions ask) {
        NotifyScope only = ask.peer() == null ? null : scope(caller, ask.peer());
        List<Update> updates = new ArrayList<>();
        List<UserId> mentioned = new ArrayList<>();
        notifications.exceptions(caller.userId()).forEach((peer, settings) -> {
            if (!isIn(peer, only) || !isException(settings, ask.compareSound(), ask.compareStories())) return;
            switch (peer) {
                case Peer.User(UserId user) -> {
                    mentioned.add(user);
                    updates.add(new chappe.wire.UpdateNotifySettings(
                            new NotifyPeer(PresentUsers.peer(user)), PresentNotify.ofPeer(settings)));
                }
            }
        });
        int now = (int) clock.instant().getEpochSecond();
        return new Updates(updates, people.users(caller.userId(), mentioned), List.of(), now, 0);
    }

    /// Refuses with PEER_ID_INVALID for groups, channels and topics, which are not built yet.
    private NotifyScope scope(Caller caller, InputNotifyPeerType peer) {
        return switch (peer) {
            case InputNotifyPeer(InputPeer named) ->
                new NotifyScope.Of(Peer.user(inputs.person(caller.userId(), named)));
            case InputNotifyUsers _ -> NotifyScope.Kind.USERS;
            case InputNotifyChats _ -> NotifyScope.Kind.CHATS;
            case InputNotifyBroadcasts _ -> NotifyScope.Kind.BROADCASTS;
            case InputNotifyForumTopic _ -> throw RpcError.PEER_ID_INVALID.refuse();
        };
    }

    private static boolean isIn(Peer peer, @Nullable NotifyScope only) {
        return switch (only) {
            case null -> true;
            case NotifyScope.Of(Peer one) -> one.equals(peer);
            case NotifyScope.Kind kind -> kind == NotifyScope.Kind.USERS && peer instanceof Peer.User;
        };
    }

    private static boolean isException(BoxNotify settings, boolean compareSound, boolean compareStories) {
        boolean differs = settings.showPreviews() != null || settings.silent() != null || settings.muteUntil() != null;
        boolean storiesDiffer = settings.storiesMuted() != null
                || settings.storiesHideSender() != null
                || settings.storiesSound() != null;
        return differs || (compareSound && settings.sound() != null) || (compareStories && storiesDiffer);
    }

    private static Actor actor(Caller caller) {
        return new Actor(caller.userId(), caller.authKeyId());
    }
}
