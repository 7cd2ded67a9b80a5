package chappe.domain.box;

import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.store.record.BoxNotify;
import chappe.store.record.Sound;
import chappe.store.record.SoundLocal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How loud whose messages are: settings of a peer, and of all peers of a kind. They live in the box, beside the
/// dialogs that show them. Immutable, thread-safe.
public final class Notifications {
    private final Boxes boxes;

    public Notifications(Boxes boxes) {
        this.boxes = boxes;
    }

    /// The settings of a scope; empty where it has none of its own.
    public BoxNotify of(UserId owner, NotifyScope scope) {
        return boxes.read(owner, box -> box.notify(scope));
    }

    /// The peers that have settings of their own, at most [Limits#NOTIFY_EXCEPTIONS_MAX].
    public Map<Peer, BoxNotify> exceptions(UserId owner) {
        return boxes.read(owner, Notifications::exceptions);
    }

    /// Replaces the settings of a scope; empty ones take it back to what the kind has.
    ///
    /// @throws chappe.core.Refusal SETTINGS_INVALID for a time before 1970, a sound with too long a name,
    ///     or too many peers with settings of their own
    public void set(Actor actor, NotifyScope scope, BoxNotify settings) {
        if (settings.muteUntil() != null && settings.muteUntil() < 0) throw RpcError.SETTINGS_INVALID.refuse();
        check(settings.sound());
        check(settings.storiesSound());
        boxes.write(actor, box -> {
            BoxNotify old = box.notify(scope);
            if (old.equals(settings)) return null;
            boolean isNew = old.equals(BoxView.NO_SETTINGS);
            if (isNew && scope instanceof NotifyScope.Of && box.notifyCount() >= Limits.NOTIFY_EXCEPTIONS_MAX) {
                throw RpcError.SETTINGS_INVALID.refuse();
            }
            box.putNotify(scope, settings);
            return null;
        });
    }

    /// Takes all settings back, of peers and of kinds.
    public void reset(Actor actor) {
        boxes.write(actor, box -> {
            for (Peer peer : exceptions(box).keySet()) box.putNotify(new NotifyScope.Of(peer), BoxView.NO_SETTINGS);
            for (NotifyScope kind : NotifyScope.Kind.values()) {
                if (!box.notify(kind).equals(BoxView.NO_SETTINGS)) box.putNotify(kind, BoxView.NO_SETTINGS);
            }
            return null;
        });
    }

    private static Map<Peer, BoxNotify> exceptions(BoxView box) {
        Map<Peer, BoxNotify> exceptions = new LinkedHashMap<>();
        for (var row : box.notifySettings(Limits.NOTIFY_EXCEPTIONS_MAX + NotifyScope.Kind.values().length)) {
            if (row.key() instanceof NotifyScope.Of(Peer peer)) exceptions.put(peer, row.value());
        }
        return exceptions;
    }

    /// Refuses with SETTINGS_INVALID.
    public static void check(@Nullable Sound sound) {
        if (sound instanceof SoundLocal(String title, String data)
                && title.length() + data.length() > Limits.SOUND_LENGTH_MAX) {
            throw RpcError.SETTINGS_INVALID.refuse();
        }
    }
}
