package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.Contacts.NewContact;
import chappe.domain.account.PhoneClaims.Known;
import chappe.domain.box.Actor;
import chappe.domain.box.Notices;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.record.AccountAwaited;
import chappe.store.record.AccountProfile;
import chappe.store.record.BoxEventContactsReset;
import chappe.store.record.BudgetRow;
import chappe.store.record.PhoneAwaitLetter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds people by their numbers: address books, and single numbers.
///
/// Who is found becomes a contact; a number that nobody owns is remembered and becomes one when somebody
/// does. Numbers that an account has not asked for before are counted, so that nobody can ask for all numbers
/// there are.
public final class ContactImport {
    private static final Budget LOOKUPS = new Budget(5_000, Duration.ofDays(1));
    private static final long LOOKUP_PURPOSE = 0;

    private final Store store;
    private final Clock clock;
    private final PhoneNumbers numbers;
    private final PhoneClaims claims;
    private final Contacts contacts;
    private final Users users;

    public ContactImport(
            Store store, Clock clock, PhoneNumbers numbers, PhoneClaims claims, Contacts contacts, Users users) {
        this.store = store;
        this.clock = clock;
        this.numbers = numbers;
        this.claims = claims;
        this.contacts = contacts;
        this.users = users;
    }

    /// Imports an address book.
    ///
    /// Numbers may be as dialled in the owner's country. What is no number is passed over. What is beyond the
    /// first [Limits#CONTACTS_IMPORT_MAX] entries, or more new numbers than the account may ask for now,
    /// comes back to be tried again. Refuses with FLOOD_WAIT_X when it may ask for none.
    public Imported importAll(Actor actor, List<Entry> entries) {
        UserId owner = actor.user();
        var phone = new Phone(users.get(owner).phone());
        int taken = Math.min(entries.size(), Limits.CONTACTS_IMPORT_MAX);
        List<Long> retry = new ArrayList<>();
        for (Entry late : entries.subList(taken, entries.size())) retry.add(late.clientId());
        List<Numbered> book = new ArrayList<>();
        for (Entry entry : entries.subList(0, taken)) {
            Phone number = numbers.find(entry.phone(), phone);
            if (number != null) book.add(new Numbered(number, entry));
        }
        Set<Phone> refused = spendLookups(owner, phones(book));
        for (Numbered each : book)
            if (refused.contains(each.phone())) retry.add(each.entry().clientId());
        book.removeIf(each -> refused.contains(each.phone()));
        return imported(actor, book, retry);
    }

    /// Who owns a number. Refuses with PHONE_NUMBER_INVALID, PHONE_NOT_OCCUPIED, FLOOD_WAIT_X.
    public UserId resolve(UserId asker, String text) {
        Phone phone = numbers.find(text, new Phone(users.get(asker).phone()));
        if (phone == null) throw RpcError.PHONE_NUMBER_INVALID.refuse();
        spendLookups(asker, Set.of(phone));
        UserId found = findOwner(asker, phone);
        if (found == null) throw RpcError.PHONE_NOT_OCCUPIED.refuse();
        return found;
    }

    /// @return who owns the number that the text is, or null where it is none or nobody does
    public @Nullable UserId findByPhone(UserId asker, String text) {
        Phone phone = numbers.find(text);
        if (phone == null) return null;
        spendLookups(asker, Set.of(phone));
        return findOwner(asker, phone);
    }

    private @Nullable UserId findOwner(UserId asker, Phone phone) {
        return found(asker, Set.of(phone)).getFirst().user();
    }

    private Imported imported(Actor actor, List<Numbered> book, List<Long> retry) {
        UserId owner = actor.user();
        Map<Phone, Found> found = new HashMap<>();
        for (Found each : found(owner, phones(book))) found.put(each.phone(), each);
        List<Link> links = new ArrayList<>();
        List<Popular> popular = new ArrayList<>();
        for (Numbered each : book) {
            Found number = Objects.requireNonNull(found.get(each.phone()));
            long clientId = each.entry().clientId();
            if (number.user() != null) links.add(new Link(clientId, number.user()));
            else if (number.awaiting() > 0) popular.add(new Popular(clientId, number.awaiting()));
        }
        if (!book.isEmpty()) store.write(Partition.account(owner), change -> write(change, actor, book, found));
        return new Imported(links, popular, retry);
    }

    /// Of a number that the book has twice, the later name stays.
    private boolean write(Change change, Actor actor, List<Numbered> book, Map<Phone, Found> found) {
        UserId owner = actor.user();
        for (Numbered each : book) {
            Found number = Objects.requireNonNull(found.get(each.phone()));
            UserId user = number.user();
            var name = new ContactName(each.entry().firstName(), each.entry().lastName());
            if (user == null) await(change, owner, number, name);
            else if (!user.equals(owner) && mayTake(change, user)) {
                contacts.put(change, owner, user, new NewContact(name, each.phone()));
            }
        }
        Notices.post(change, owner, actor.authKeyId(), new BoxEventContactsReset());
        return true;
    }

    private static Set<Phone> phones(List<Numbered> book) {
        return book.stream().map(Numbered::phone).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Who hides from those who look for the number is not waited for either: the letter would lead to
    /// the owner.
    private void await(Change change, UserId owner, Found number, ContactName name) {
        Phone phone = number.phone();
        AccountAwaited former = Rows.AWAITED.find(change, phone);
        if (former == null && Contacts.isFull(change)) return;
        int now = (int) clock.instant().getEpochSecond();
        Rows.AWAITED.put(change, phone, new AccountAwaited(phone.digits(), name.first(), name.last(), now));
        if (former != null) return;
        Contacts.addAwaited(change, 1);
        if (!number.isHidden()) change.post(LoginCodes.partition(phone), new PhoneAwaitLetter(owner.value(), now));
    }

    private static boolean mayTake(Change change, UserId user) {
        return Rows.CONTACTS.contains(change, user) || !Contacts.isFull(change);
    }

    /// What is known of each number. An owner counts who, by the account's own word, has the number and
    /// lets the asker find it.
    private List<Found> found(UserId asker, Set<Phone> phones) {
        Map<Phone, Known> known = claims.readAll(phones);
        List<UserId> owners = known.values().stream()
                .flatMap(each -> Stream.ofNullable(each.owner()))
                .toList();
        Map<UserId, SeenUser> seen = new HashMap<>();
        for (SeenUser each : users.seenBy(asker, owners)) seen.put(each.id(), each);
        return phones.stream()
                .map(phone -> found(phone, Objects.requireNonNull(known.get(phone)), seen))
                .toList();
    }

    private static Found found(Phone phone, Known known, Map<UserId, SeenUser> seen) {
        SeenUser owner = known.owner() == null ? null : seen.get(known.owner());
        AccountProfile profile = owner == null ? null : owner.profile();
        boolean has = profile != null && profile.phone() == phone.digits();
        if (owner == null || !has) return new Found(phone, null, false, known.awaiting());
        boolean isFound = owner.allows(PrivacyKey.ADDED_BY_PHONE);
        return new Found(phone, isFound ? owner.id() : null, !isFound, known.awaiting());
    }

    /// Counts the numbers that the account has not among its entries already: clients import whole books
    /// again and again.
    ///
    /// @return those it may not ask for now
    private Set<Phone> spendLookups(UserId asker, Set<Phone> phones) {
        Set<Phone> known = contacts.knownPhones(asker);
        return store.write(Partition.account(asker), change -> {
            Set<Phone> refused = new HashSet<>();
            long untilMs = untilMs(change);
            int wait = 0;
            for (Phone phone : phones) {
                if (known.contains(phone)) continue;
                var spending = LOOKUPS.spend(untilMs, clock.instant(), 1);
                untilMs = spending.untilMs();
                if (spending.isTaken()) continue;
                refused.add(phone);
                wait = spending.waitSeconds();
            }
            if (refused.size() == phones.size() && wait > 0) throw RpcError.FLOOD_WAIT_X.refuse(wait);
            Rows.ACCOUNT_BUDGETS.put(change, LOOKUP_PURPOSE, new BudgetRow(untilMs));
            return refused;
        });
    }

    private static long untilMs(Change change) {
        BudgetRow row = Rows.ACCOUNT_BUDGETS.find(change, LOOKUP_PURPOSE);
        return row == null ? 0 : row.untilMs();
    }

    /// One entry of an address book.
    ///
    /// @param clientId the client's own number for it
    public record Entry(long clientId, String phone, String firstName, String lastName) {}

    /// What came of an import.
    ///
    /// @param retry entries that were not looked at
    public record Imported(List<Link> links, List<Popular> popular, List<Long> retry) {
        public Imported {
            links = List.copyOf(links);
            popular = List.copyOf(popular);
            retry = List.copyOf(retry);
        }
    }

    /// An entry and the user it is.
    public record Link(long clientId, UserId user) {}

    /// An entry whose number nobody owns, though others have it too.
    public record Popular(long clientId, int importers) {}

    private record Numbered(Phone phone, Entry entry) {}

    private record Found(Phone phone, @Nullable UserId user, boolean isHidden, int awaiting) {}
}
