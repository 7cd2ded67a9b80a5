package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.Store.Letter;
import chappe.store.Table;
import chappe.store.View;
import chappe.store.View.Order;
import chappe.store.record.AccountOpenLetter;
import chappe.store.record.AccountPhoneOpenedLetter;
import chappe.store.record.PhoneAwaitLetter;
import chappe.store.record.PhoneAwaiting;
import chappe.store.record.PhoneAwaitingCount;
import chappe.store.record.PhoneForgoLetter;
import chappe.store.record.PhoneOpenedLetter;
import chappe.store.record.PhoneOwner;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Who owns which phone number, decided in the number's own partition (rule R11).
///
/// A claim is a row with a token; its letter opens the account. Should the drawn user id be taken, the
/// account says so and the claim draws another: whoever else may have that id is never touched.
public final class PhoneClaims {
    private final Store store;
    private final Clock clock;
    private final RandomGenerator random;
    private final Invitations invitations;

    public PhoneClaims(Store store, Clock clock, RandomGenerator random, Invitations invitations) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.invitations = invitations;
    }

    /// Whether the owner of a number that has no account may open one; asked in the number's partition.
    boolean isOpenTo(View phone) {
        return invitations.admits(phone);
    }

    /// Claims a number that nobody owns, inside a change of its partition.
    void claim(Change change, Phone phone, PersonName name) {
        assert Rows.OWNER.find(change) == null;
        invitations.use(change);
        post(change, phone, newOwner(random.nextLong(), name.first(), name.last(), now()));
    }

    static @Nullable PhoneOwner ownerIn(View view) {
        return Rows.OWNER.find(view);
    }

    /// The account that owns the number, if it is open. A hint: the account may be about to give the number up.
    @Nullable
    UserId findOwner(Phone phone) {
        return findOwners(List.of(phone)).get(phone);
    }

    /// The owners of those numbers that have one, in one batch.
    Map<Phone, UserId> findOwners(Collection<Phone> phones) {
        Map<Phone, UserId> found = new HashMap<>();
        readAll(phones).forEach((phone, number) -> {
            if (number.owner() != null) found.put(phone, number.owner());
        });
        return found;
    }

    /// What is known of each number: its owner, and how many people have it in an address book in vain.
    Map<Phone, Known> readAll(Collection<Phone> phones) {
        Map<Phone, Known> known = new HashMap<>();
        store.readAll(phones.stream().map(LoginCodes::partition).toList(), PhoneClaims::known)
                .forEach((partition, each) -> known.put(new Phone(partition.number()), each));
        return known;
    }

    /// The account answers: it is open, or its id was taken.
    public void onOpened(Change change, Letter<PhoneOpenedLetter> letter) {
        PhoneOwner owner = Rows.OWNER.find(change);
        PhoneOpenedLetter answer = letter.body();
        if (owner == null || owner.token() != answer.token() || owner.userId() != answer.userId()) return;
        Phone phone = new Phone(change.partition().number());
        if (!answer.made()) {
            post(change, phone, newOwner(owner.token(), owner.firstName(), owner.lastName(), owner.since()));
            return;
        }
        // The names were kept for another draw only; the profile has them now.
        Rows.OWNER.put(
                change,
                new PhoneOwner.Builder(owner.userId(), owner.token(), "", "", owner.since())
                        .opened(true)
                        .build());
        tellAwaiting(change, phone, owner.userId());
    }

    /// Somebody has the number in an address book.
    public void onAwait(Change change, Letter<PhoneAwaitLetter> letter) {
        PhoneOwner owner = Rows.OWNER.find(change);
        if (owner != null && owner.opened()) {
            change.post(
                    letter.from(),
                    new AccountPhoneOpenedLetter(change.partition().number(), owner.userId()));
            return;
        }
        UserId user = new UserId(letter.body().userId());
        int count = awaitingCount(change);
        if (count >= Limits.PHONE_AWAITING_MAX || Rows.AWAITING.contains(change, user)) return;
        Rows.AWAITING.put(
                change, user, new PhoneAwaiting(user.value(), letter.body().since()));
        Rows.AWAITING_COUNT.put(change, new PhoneAwaitingCount(count + 1));
    }

    /// Somebody took the number out of an address book.
    public void onForgo(Change change, Letter<PhoneForgoLetter> letter) {
        UserId user = new UserId(letter.body().userId());
        if (!Rows.AWAITING.contains(change, user)) return;
        Rows.AWAITING.delete(change, user);
        Rows.AWAITING_COUNT.put(change, new PhoneAwaitingCount(awaitingCount(change) - 1));
    }

    private void tellAwaiting(Change change, Phone phone, long userId) {
        List<Partition> waiting = Rows.AWAITING.scan(change, Limits.PHONE_AWAITING_MAX, Order.ASCENDING).stream()
                .map(Table.Entry::key)
                .map(Partition::account)
                .toList();
        if (waiting.isEmpty()) return;
        change.post(waiting, new AccountPhoneOpenedLetter(phone.digits(), userId));
        Rows.AWAITING.deleteAll(change, Limits.PHONE_AWAITING_MAX);
        Rows.AWAITING_COUNT.delete(change);
    }

    private PhoneOwner newOwner(long token, String firstName, String lastName, int since) {
        return new PhoneOwner.Builder(random.nextLong(1, UserId.MAX + 1), token, firstName, lastName, since).build();
    }

    private static void post(Change change, Phone phone, PhoneOwner owner) {
        Rows.OWNER.put(change, owner);
        var open = new AccountOpenLetter(
                owner.userId(), phone.digits(), owner.token(), owner.firstName(), owner.lastName(), owner.since());
        change.post(Partition.account(new UserId(owner.userId())), open);
    }

    private static Known known(View view) {
        PhoneOwner owner = Rows.OWNER.find(view);
        return new Known(owner == null ? null : new UserId(owner.userId()), awaitingCount(view));
    }

    private static int awaitingCount(View view) {
        PhoneAwaitingCount count = Rows.AWAITING_COUNT.find(view);
        return count == null ? 0 : count.count();
    }

    private int now() {
        return (int) clock.instant().getEpochSecond();
    }

    /// What a number's partition says. The owner's account may not be open yet, or about to give the number up.
    record Known(@Nullable UserId owner, int awaiting) {}
}
