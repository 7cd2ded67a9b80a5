package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.box.Actor;
import chappe.domain.box.Peer;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.Store.Letter;
import chappe.store.StoreFault;
import chappe.store.post.PostOffice;
import chappe.store.record.AccountUsername;
import chappe.store.record.AccountUsernameLetter;
import chappe.store.record.BoxEventUserName;
import chappe.store.record.UsernameOwner;
import chappe.store.record.UsernameReleaseLetter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Who has which [username](https://core.telegram.org/api/usernames), decided in the name's own
/// partition (rule R11).
///
/// A claim is a row with a token, and its letter gives the name to the account; the account releases
/// what it had before, by the token of that claim. So however calls cross and processes die, an account
/// has one name at most, and each claimed name is that of an account once all letters are delivered.
public final class Usernames {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Store store;
    private final PostOffice post;
    private final Clock clock;
    private final RandomGenerator random;

    public Usernames(Store store, PostOffice post, Clock clock, RandomGenerator random) {
        this.store = store;
        this.post = post;
        this.clock = clock;
        this.random = random;
    }

    /// Whether the user may take this name; one's own is free. Refuses with USERNAME_INVALID.
    public boolean isFree(UserId user, String text) {
        UsernameOwner owner = ownerOf(new Username(text));
        return owner == null || owner.owner() == Peer.user(user).stored() || isGone(owner);
    }

    /// Takes a name, or none where the text is empty, and gives up the former one.
    ///
    /// Refuses with USERNAME_INVALID, USERNAME_OCCUPIED, USERNAME_NOT_MODIFIED.
    public void set(Actor actor, String text) {
        if (text.isEmpty()) giveUp(actor);
        else claim(actor, new Username(text));
    }

    /// @return whose name it is by the name's own word; the account may be about to give it up. Null
    ///     for nobody's
    @Nullable
    UserId findOwner(Username name) {
        UsernameOwner owner = ownerOf(name);
        return owner == null ? null : userOf(owner.owner());
    }

    /// The claim's letter: the account has the name now, and gives up what it had.
    public void onClaimed(Change change, Letter<AccountUsernameLetter> letter) {
        AccountUsernameLetter claim = letter.body();
        if (Rows.PROFILE.find(change) == null) {
            change.post(letter.from(), new UsernameReleaseLetter(claim.token()));
            return;
        }
        release(change);
        Rows.USERNAME.put(change, new AccountUsername(claim.name(), claim.token()));
        AuthKeyId by = claim.authKeyId() == null ? null : new AuthKeyId(claim.authKeyId());
        tell(change, by);
    }

    /// The account has another name, or none. A claim that was made since has another token.
    public void onRelease(Change change, Letter<UsernameReleaseLetter> letter) {
        UsernameOwner owner = Rows.USERNAME_OWNER.find(change);
        if (owner == null || owner.token() != letter.body().token()) return;
        Rows.USERNAME_OWNER.delete(change);
        UsernameIndex.post(change, change.partition().name(), null);
    }

    /// Gives up the account's name, if it has one, inside a change of the account.
    static void release(Change change) {
        AccountUsername former = Rows.USERNAME.find(change);
        if (former == null) return;
        Rows.USERNAME.delete(change);
        String lowerCase = former.name().toLowerCase(Locale.ROOT);
        change.post(Partition.username(lowerCase), new UsernameReleaseLetter(former.token()));
    }

    static UserId userOf(long stored) {
        return switch (Peer.of(stored)) {
            case Peer.User(UserId user) -> user;
        };
    }

    private void giveUp(Actor actor) {
        store.write(Partition.account(actor.user()), change -> {
            if (Rows.USERNAME.find(change) == null) throw RpcError.USERNAME_NOT_MODIFIED.refuse();
            release(change);
            tell(change, actor.authKeyId());
            return true;
        });
    }

    private void claim(Actor actor, Username name) {
        UserId user = actor.user();
        AccountUsername current = store.read(Partition.account(user), Rows.USERNAME::find);
        if (current != null && current.name().equals(name.text())) throw RpcError.USERNAME_NOT_MODIFIED.refuse();
        long token = random.nextLong();
        int now = (int) clock.instant().getEpochSecond();
        long owner = Peer.user(user).stored();
        Partition partition = Partition.username(name.lowerCase());
        UsernameOwner seen = ownerOf(name);
        UsernameOwner gone = seen != null && isGone(seen) ? seen : null;
        store.write(partition, change -> {
            UsernameOwner former = Rows.USERNAME_OWNER.find(change);
            boolean isTaken = former != null && former.owner() != owner && !former.equals(gone);
            if (isTaken) throw RpcError.USERNAME_OCCUPIED.refuse();
            Rows.USERNAME_OWNER.put(change, new UsernameOwner(owner, token, now));
            var letter = new AccountUsernameLetter.Builder(name.text(), token)
                    .authKeyId(actor.authKeyId().value())
                    .build();
            change.post(Partition.account(user), letter);
            if (former == null || former.owner() != owner) UsernameIndex.post(change, name.lowerCase(), owner);
            return true;
        });
        await(partition);
    }

    /// A claim whose letter came after its account had ended: nobody will release it. What is gone stays gone, so this
    /// holds in a later commit too.
    private boolean isGone(UsernameOwner owner) {
        return store.read(Partition.account(userOf(owner.owner())), AccountEnding::isDeleted);
    }

    private static void tell(Change change, @Nullable AuthKeyId by) {
        UserId user = new UserId(change.partition().number());
        Watchers.tell(change, user, by, new BoxEventUserName(user.value()));
    }

    private @Nullable UsernameOwner ownerOf(Username name) {
        return store.read(Partition.username(name.lowerCase()), Rows.USERNAME_OWNER::find);
    }

    /// The answer shows the name, so it awaits the account's part.
    private void await(Partition from) {
        try {
            if (!post.awaitDelivered(from, PATIENCE)) throw new StoreFault("a letter is late", null);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StoreFault("stopped while a letter was awaited", stopping);
        }
    }
}
