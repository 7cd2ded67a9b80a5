package chappe.domain.account;

import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.View;
import chappe.store.record.AccountBirthday;
import chappe.store.record.AccountContact;
import chappe.store.record.AccountKnownBy;
import chappe.store.record.AccountPresence;
import chappe.store.record.AccountProfile;
import chappe.store.record.AccountUsername;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// People as others see them: profiles, and what a contact list changes in them. Thread-safe.
public final class Users {
    private final Store store;
    private final AccessHashes accessHashes;
    private final Presence presence;
    private final UserCache cache = new UserCache();

    public Users(Store store, AccessHashes accessHashes, Presence presence) {
        this.store = store;
        this.accessHashes = accessHashes;
        this.presence = presence;
        store.onCommit(cache);
    }

    /// @return null when there is no such account
    public @Nullable AccountProfile find(UserId user) {
        return store.read(Partition.account(user), Rows.PROFILE::find);
    }

    /// Refuses with USER_ID_INVALID when there is no such account.
    public AccountProfile get(UserId user) {
        AccountProfile profile = find(user);
        if (profile == null) throw RpcError.USER_ID_INVALID.refuse();
        return profile;
    }

    /// The profiles of those accounts that exist, in one batch.
    public Map<UserId, AccountProfile> readAll(Collection<UserId> users) {
        Map<UserId, AccountProfile> found = new HashMap<>();
        publicRows(users).forEach((user, rows) -> {
            if (rows.profile() != null) found.put(user, rows.profile());
        });
        return found;
    }

    /// These people as `viewer` may see them, in the order given, each once.
    public List<SeenUser> seenBy(UserId viewer, Collection<UserId> users) {
        Set<UserId> distinct = new LinkedHashSet<>(users);
        if (distinct.isEmpty()) return List.of();
        Map<UserId, Relation> relations = relations(viewer, distinct);
        Set<UserId> asked = new LinkedHashSet<>(distinct);
        asked.add(viewer);
        Map<UserId, PublicRows> rows = publicRows(asked);
        PublicRows own = getRow(rows, viewer);
        return distinct.stream()
                .map(user -> seen(new Pair(viewer, own, user, getRow(rows, user)), getRow(relations, user)))
                .toList();
    }

    /// Whether `owner`'s privacy rules let `viewer`; to oneself everything is allowed. For checks ahead
    /// of a change elsewhere: a hint, where no commit of the owner's account is at stake (rule R7).
    public boolean allows(PrivacyKey key, UserId owner, UserId viewer) {
        return seenBy(viewer, owner).allows(key);
    }

    public SeenUser seenBy(UserId viewer, UserId user) {
        return seenBy(viewer, List.of(user)).getFirst();
    }

    /// What `viewer` must show to name `target`.
    public long accessHash(UserId viewer, UserId target) {
        return accessHashes.of(viewer, target);
    }

    /// Whether `viewer` may name `target`: the hash is one that the server gave to `viewer`.
    public boolean mayName(UserId viewer, UserId target, long accessHash) {
        return accessHashes.isValid(viewer, target, accessHash);
    }

    private SeenUser seen(Pair pair, Relation relation) {
        return new SeenUser(
                pair.user(), pair.viewer(), pair.rows(), relation, pair.own().privacy(), status(pair, relation));
    }

    /// Exactly to whom the user's rules allow it and who allows the user as much; never to whom the
    /// user has blocked.
    private Presence.Status status(Pair pair, Relation relation) {
        if (pair.rows().profile() == null || relation.isBlocked()) return new Presence.Status.Unknown();
        Presence.Status status = presence.of(pair.user(), pair.rows().presence());
        if (pair.viewer().equals(pair.user())) return status;
        PrivacyKey key = PrivacyKey.STATUS_TIMESTAMP;
        boolean isAllowed = pair.rows().privacy().allow(key, pair.viewer(), relation.knownBy() != null);
        boolean isReturned = pair.own().privacy().allow(key, pair.user(), relation.contact() != null);
        return presence.seen(status, isAllowed, isReturned);
    }

    private Map<UserId, PublicRows> publicRows(Collection<UserId> users) {
        Map<UserId, PublicRows> found = new HashMap<>();
        Map<UserId, UserCache.Known> missing = new HashMap<>();
        for (UserId user : users) {
            UserCache.Known known = cache.of(user);
            PublicRows rows = known.rows();
            if (rows == null) missing.put(user, known);
            else found.put(user, rows);
        }
        if (missing.isEmpty()) return found;
        var partitions = missing.keySet().stream().map(Partition::account).toList();
        store.readAll(partitions, PublicRows::of).forEach((partition, rows) -> {
            var user = new UserId(partition.number());
            found.put(user, rows);
            getRow(missing, user).remember(rows);
        });
        return found;
    }

    private Map<UserId, Relation> relations(UserId viewer, Set<UserId> users) {
        Map<UserId, Relation> found = new HashMap<>();
        List<UserId> missing = new ArrayList<>();
        UserCache.Known known = cache.of(viewer);
        for (UserId user : users) {
            Relation relation = known.findRelation(user);
            if (relation == null) missing.add(user);
            else found.put(user, relation);
        }
        if (missing.isEmpty()) return found;
        Map<UserId, Relation> read = store.read(Partition.account(viewer), view -> relations(view, viewer, missing));
        read.forEach(known::remember);
        found.putAll(read);
        return found;
    }

    private Map<UserId, Relation> relations(View view, UserId viewer, List<UserId> users) {
        Map<UserId, Relation> relations = new HashMap<>();
        PrivacyRules own = PrivacyRules.of(view);
        for (UserId user : users) {
            AccountContact contact = Rows.CONTACTS.find(view, user);
            AccountKnownBy knownBy = Rows.KNOWN_BY.find(view, user);
            boolean isCloseFriend = contact != null && own.isCloseFriend(user);
            boolean isBlocked = Rows.BLOCKED_BY.contains(view, user);
            long accessHash = accessHashes.of(viewer, user);
            relations.put(user, new Relation(contact, knownBy, isCloseFriend, isBlocked, accessHash));
        }
        return relations;
    }

    private static <T> T getRow(Map<UserId, T> rows, UserId user) {
        T row = rows.get(user);
        if (row == null) throw new IllegalStateException("not read: " + user);
        return row;
    }

    /// What an account shows of itself.
    ///
    /// @param isDeleted it was there, and is no more
    record PublicRows(
            @Nullable AccountProfile profile,
            @Nullable AccountPresence presence,
            @Nullable AccountUsername username,
            @Nullable AccountBirthday birthday,
            PrivacyRules privacy,
            boolean isDeleted) {
        static PublicRows of(View view) {
            return new PublicRows(
                    Rows.PROFILE.find(view),
                    Rows.PRESENCE.find(view),
                    Rows.USERNAME.find(view),
                    Rows.BIRTHDAY.find(view),
                    PrivacyRules.of(view),
                    AccountEnding.isDeleted(view));
        }
    }

    /// What the viewer's account knows of another user, and the name it may use for it.
    ///
    /// @param isBlocked the other one has blocked the viewer
    record Relation(
            @Nullable AccountContact contact,
            @Nullable AccountKnownBy knownBy,
            boolean isCloseFriend,
            boolean isBlocked,
            long accessHash) {}

    private record Pair(UserId viewer, PublicRows own, UserId user, PublicRows rows) {}
}
