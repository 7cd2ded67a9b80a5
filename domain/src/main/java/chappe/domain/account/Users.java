package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.View;
import chappe.store.record.AccountContact;
import chappe.store.record.AccountKnownBy;
import chappe.store.record.AccountPresence;
import chappe.store.record.AccountProfile;
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
        Map<UserId, PublicRows> rows = publicRows(distinct);
        return distinct.stream()
                .map(user -> seen(viewer, user, getRow(rows, user), getRow(relations, user)))
                .toList();
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

    /// Changes the parts that are given.
    ///
    /// Refuses with FIRSTNAME_INVALID, LASTNAME_INVALID, ABOUT_TOO_LONG.
    public void updateProfile(UserId user, @Nullable String first, @Nullable String last, @Nullable String about) {
        String trimmed = about == null ? null : about.strip();
        if (trimmed != null && trimmed.codePointCount(0, trimmed.length()) > Limits.ABOUT_LENGTH_MAX) {
            throw RpcError.ABOUT_TOO_LONG.refuse();
        }
        store.write(Partition.account(user), change -> {
            AccountProfile old = Rows.PROFILE.get(change);
            var name = new PersonName(first == null ? old.firstName() : first, last == null ? old.lastName() : last);
            Rows.PROFILE.put(
                    change,
                    new AccountProfile(
                            old.userId(),
                            old.phone(),
                            old.phoneToken(),
                            name.first(),
                            name.last(),
                            trimmed == null ? old.about() : trimmed,
                            old.created()));
            return true;
        });
    }

    private SeenUser seen(UserId viewer, UserId user, PublicRows rows, Relation relation) {
        long accessHash = relation.accessHash();
        boolean isSelf = viewer.equals(user);
        AccountProfile profile = rows.profile();
        if (profile == null) return SeenUser.missing(user, accessHash);
        return new SeenUser(
                user,
                profile,
                accessHash,
                isSelf,
                relation.contact(),
                relation.knownBy() != null,
                maySeePhone(isSelf, profile, relation) ? new Phone(profile.phone()) : null,
                presence.of(user, rows.presence()));
    }

    /// A number is shown to its owner, to whom its owner shared it with, and to those who knew it before.
    private static boolean maySeePhone(boolean isSelf, AccountProfile profile, Relation relation) {
        boolean wasShared = relation.knownBy() != null && relation.knownBy().sharesPhone();
        boolean wasKnown = relation.contact() != null && relation.contact().phone() == profile.phone();
        return isSelf || wasShared || wasKnown;
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
        for (UserId user : users) {
            AccountContact contact = Rows.CONTACTS.find(view, user);
            AccountKnownBy knownBy = Rows.KNOWN_BY.find(view, user);
            relations.put(user, new Relation(contact, knownBy, accessHashes.of(viewer, user)));
        }
        return relations;
    }

    private static <T> T getRow(Map<UserId, T> rows, UserId user) {
        T row = rows.get(user);
        if (row == null) throw new IllegalStateException("not read: " + user);
        return row;
    }

    /// What an account shows of itself.
    record PublicRows(
            @Nullable AccountProfile profile, @Nullable AccountPresence presence) {
        static PublicRows of(View view) {
            return new PublicRows(Rows.PROFILE.find(view), Rows.PRESENCE.find(view));
        }
    }

    /// What the viewer's account knows of another user, and the name it may use for it.
    record Relation(
            @Nullable AccountContact contact, @Nullable AccountKnownBy knownBy, long accessHash) {}
}
