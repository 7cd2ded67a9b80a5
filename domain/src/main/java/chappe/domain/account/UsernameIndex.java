package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.Store.Letter;
import chappe.store.record.UsernameIndexLetter;
import chappe.store.record.UsernameIndexed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The usernames in the order of their letters, so that a search finds those that begin so.
///
/// Names that begin with the same three characters share a partition, which each name's own partition
/// keeps up to date by letter. What it says is a hint: whose name it is, the account decides.
/// Immutable, thread-safe.
public final class UsernameIndex {
    private static final int FIRST_PARTITION = 1_000_000;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_";

    private final Store store;

    public UsernameIndex(Store store) {
        this.store = store;
    }

    /// The owners of names that begin so, in the order of their names. Of fewer than three characters,
    /// nobody.
    List<UserId> startingWith(String text, int limit) {
        String prefix = text.toLowerCase(Locale.ROOT);
        if (!isPrefix(prefix)) return List.of();
        List<UserId> found = new ArrayList<>();
        for (var row : store.read(partition(prefix), view -> Rows.USERNAMES.scanFrom(view, prefix, limit))) {
            if (!row.key().startsWith(prefix)) break;
            found.add(Usernames.userOf(row.value().owner()));
        }
        return found;
    }

    public void onChanged(Change change, Letter<UsernameIndexLetter> letter) {
        Long owner = letter.body().owner();
        if (owner == null) Rows.USERNAMES.delete(change, letter.body().name());
        else Rows.USERNAMES.put(change, letter.body().name(), new UsernameIndexed(owner));
    }

    /// From inside a change of the name's own partition.
    ///
    /// @param owner null when nobody has the name any more
    static void post(Change change, String lowerCase, @Nullable Long owner) {
        var letter = new UsernameIndexLetter.Builder(lowerCase).owner(owner).build();
        change.post(partition(lowerCase), letter);
    }

    private static boolean isPrefix(String prefix) {
        return prefix.length() >= Limits.USERNAME_SEARCH_LENGTH_MIN
                && prefix.length() <= Limits.USERNAME_LENGTH_MAX
                && prefix.chars().allMatch(letter -> LETTERS.indexOf(letter) >= 0);
    }

    private static Partition partition(String name) {
        int number = 0;
        for (int i = 0; i < Limits.USERNAME_SEARCH_LENGTH_MIN; i++) {
            number = number * LETTERS.length() + LETTERS.indexOf(name.charAt(i));
        }
        return Partition.server(FIRST_PARTITION + number);
    }
}
