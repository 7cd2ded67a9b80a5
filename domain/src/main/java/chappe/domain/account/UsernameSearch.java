package chappe.domain.account;

import chappe.core.RpcError;
import chappe.core.UserId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds people by their usernames, by each account's own word: a name that is being given up finds
/// nobody. Immutable, thread-safe.
public final class UsernameSearch {
    private final Usernames usernames;
    private final UsernameIndex index;
    private final Users users;

    public UsernameSearch(Usernames usernames, UsernameIndex index, Users users) {
        this.usernames = usernames;
        this.index = index;
        this.users = users;
    }

    /// Whose name it is. Refuses with USERNAME_INVALID, USERNAME_NOT_OCCUPIED.
    public UserId resolve(UserId asker, String text) {
        UserId owner = usernames.findOwner(new Username(text));
        if (owner == null || !text.equalsIgnoreCase(nameOf(users.seenBy(asker, owner)))) {
            throw RpcError.USERNAME_NOT_OCCUPIED.refuse();
        }
        return owner;
    }

    /// Those whose name begins so, with or without an `@` before it, at most `limit`. Of fewer than
    /// three characters, nobody.
    public List<UserId> startingWith(UserId asker, String query, int limit) {
        String prefix = query.strip().toLowerCase(Locale.ROOT);
        String name = prefix.startsWith("@") ? prefix.substring(1) : prefix;
        return users.seenBy(asker, index.startingWith(name, limit)).stream()
                .filter(seen -> nameOf(seen).toLowerCase(Locale.ROOT).startsWith(name))
                .map(SeenUser::id)
                .toList();
    }

    private static String nameOf(SeenUser seen) {
        @Nullable String username = seen.username();
        return username == null ? "" : username;
    }
}
