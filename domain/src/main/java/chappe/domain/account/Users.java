package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.View;
import chappe.store.record.AccountContact;
import chappe.store.record.AccountKnownBy;
import chappe.store.record.AccountProfile;
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
    private final PublicRows.Kept publicRows;

    public Users(Store store, AccessHashes accessHashes, Presence presence) {
        this.store = store;
        this.accessHashes = accessHashes;
        this.presence = presence;
        this.publicRows = new PublicRows.Kept(store);
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
        publicRows.of(users).forEach((user, rows) -> {
            if (rows.profile() != null) found.put(user, rows.profile());
        });
        return found;
    }

    /// These people as `viewer` may see them, in the order given, each once.
    public List<SeenUser> seenBy(UserId viewer, Collection<UserId> users) {
        Set<UserId> distinct = new LinkedHashSet<>(users);
        if (distinct.isEmpty()) return List.of();
        Map<UserId, Relation> relations =
                store.read(Partition.account(viewer), view -> relations(view, viewer, distinct));
        Map<UserId, PublicRows> rows = publicRows.of(distinct);
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
        long accessHash = accessHashes.of(viewer, user);
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

    private static Map<UserId, Relation> relations(View view, UserId viewer, Set<UserId> users) {
        Map<UserId, Relation> relations = new HashMap<>();
        for (UserId user : users) {
            boolean isSelf = user.equals(viewer); // nobody is a contact of their own
            relations.put(
                    user,
                    isSelf
                            ? Relation.NONE
                            : new Relation(Rows.CONTACTS.find(view, user), Rows.KNOWN_BY.find(view, user)));
        }
        return relations;
    }

    private static <T> T getRow(Map<UserId, T> rows, UserId user) {
        T row = rows.get(user);
        if (row == null) throw new IllegalStateException("not read: " + user);
        return row;
    }

    /// What the viewer's account knows of another user.
    private record Relation(
            @Nullable AccountContact contact, @Nullable AccountKnownBy knownBy) {
        static final Relation NONE = new Relation(null, null);
    }
}
