package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.box.Actor;
import chappe.domain.box.Notices;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.Store.Letter;
import chappe.store.View;
import chappe.store.View.Order;
import chappe.store.record.AccountAwaited;
import chappe.store.record.AccountContact;
import chappe.store.record.AccountContactAddedLetter;
import chappe.store.record.AccountContactCount;
import chappe.store.record.AccountContactRemovedLetter;
import chappe.store.record.AccountKnownBy;
import chappe.store.record.AccountPhoneOpenedLetter;
import chappe.store.record.BoxEventPeerSettings;
import chappe.store.record.PhoneForgoLetter;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Contact lists: whom a user has as a contact stands in the user's own account, and by letter in the other's.
///
/// Two people are mutual contacts when each account says so; neither side writes the other's rows (rule R5).
public final class Contacts {
    private final Store store;
    private final Clock clock;
    private final PhoneClaims claims;

    public Contacts(Store store, Clock clock, PhoneClaims claims) {
        this.store = store;
        this.clock = clock;
        this.claims = claims;
    }

    /// The whole list, ordered by user id.
    public ContactList list(UserId owner) {
        return store.read(Partition.account(owner), view -> {
            List<Contact> contacts = Rows.CONTACTS.scan(view, Limits.CONTACTS_MAX, Order.ASCENDING).stream()
                    .map(row -> new Contact(row.key(), Rows.KNOWN_BY.contains(view, row.key())))
                    .toList();
            return new ContactList(contacts, contacts.size() + count(view).awaited());
        });
    }

    /// Adds a person under a name of the owner's choice, or renames a contact.
    ///
    /// Refuses with CONTACT_ID_INVALID for oneself, CONTACT_NAME_EMPTY, and LIMIT_INVALID when the list is
    /// full.
    ///
    /// @param phone the number that the owner knows, if any
    /// @param sharesPhone lets the contact see the owner's number, whatever the owner's rules say of
    ///     others
    public void add(Actor owner, UserId user, ContactName name, @Nullable Phone phone, boolean sharesPhone) {
        if (owner.user().equals(user)) throw RpcError.CONTACT_ID_INVALID.refuse();
        if (name.isEmpty()) throw RpcError.CONTACT_NAME_EMPTY.refuse();
        store.write(Partition.account(owner.user()), change -> {
            if (!Rows.CONTACTS.contains(change, user) && isFull(change)) throw RpcError.LIMIT_INVALID.refuse();
            put(change, owner.user(), user, new NewContact(name, phone));
            if (sharesPhone) Privacy.allow(change, owner.user(), PrivacyKey.PHONE_NUMBER, user);
            tell(change, owner, user);
            return true;
        });
    }

    /// Lets a contact see the owner's number. Refuses with CONTACT_REQ_MISSING where it is no contact.
    public void sharePhone(Actor owner, UserId user) {
        store.write(Partition.account(owner.user()), change -> {
            if (!Rows.CONTACTS.contains(change, user)) throw RpcError.CONTACT_REQ_MISSING.refuse();
            Privacy.allow(change, owner.user(), PrivacyKey.PHONE_NUMBER, user);
            tell(change, owner, user);
            return true;
        });
    }

    /// Removes contacts; who is none is passed over.
    public void remove(Actor owner, Collection<UserId> users) {
        if (users.size() > Limits.CONTACTS_CHANGED_MAX) throw RpcError.INPUT_REQUEST_TOO_LONG.refuse();
        store.write(Partition.account(owner.user()), change -> {
            for (UserId user : users) if (remove(change, owner.user(), user)) tell(change, owner, user);
            return true;
        });
    }

    /// Removes the entries with these numbers: contacts that were saved with them, and numbers that are
    /// awaited.
    public void removeByPhones(Actor owner, Collection<Phone> phones) {
        if (phones.size() > Limits.CONTACTS_CHANGED_MAX) throw RpcError.INPUT_REQUEST_TOO_LONG.refuse();
        Map<Phone, UserId> owners = claims.findOwners(phones);
        store.write(Partition.account(owner.user()), change -> {
            for (Phone phone : phones) {
                UserId user = owners.get(phone);
                if (user != null && isSavedWith(change, user, phone) && remove(change, owner.user(), user)) {
                    tell(change, owner, user);
                }
                forgo(change, owner.user(), phone);
            }
            return true;
        });
    }

    /// The owner's contacts with a word that begins with each word of the query, at most `limit` of them.
    ///
    /// Refuses with SEARCH_QUERY_EMPTY.
    public List<UserId> search(UserId owner, String query, int limit) {
        var words = new SearchWords(query);
        if (words.isEmpty()) throw RpcError.SEARCH_QUERY_EMPTY.refuse();
        return store.read(
                Partition.account(owner),
                view -> Rows.CONTACTS.scan(view, Limits.CONTACTS_MAX, Order.ASCENDING).stream()
                        .filter(row -> words.match(
                                row.value().firstName() + " " + row.value().lastName()))
                        .limit(limit)
                        .map(row -> row.key())
                        .toList());
    }

    /// The numbers among the owner's entries, whether somebody owns them or not.
    Set<Phone> knownPhones(UserId owner) {
        return store.read(Partition.account(owner), view -> {
            Set<Phone> known = new HashSet<>();
            Rows.AWAITED.scan(view, Limits.CONTACTS_MAX, Order.ASCENDING).forEach(row -> known.add(row.key()));
            for (var row : Rows.CONTACTS.scan(view, Limits.CONTACTS_MAX, Order.ASCENDING)) {
                if (row.value().phone() != 0) known.add(new Phone(row.value().phone()));
            }
            return known;
        });
    }

    /// Somebody has this account's user as a contact.
    public void onAdded(Change change, Letter<AccountContactAddedLetter> letter) {
        if (Rows.PROFILE.find(change) == null) return;
        AccountContactAddedLetter added = letter.body();
        Rows.KNOWN_BY.put(change, new UserId(added.by()), new AccountKnownBy.Builder(added.by(), added.at()).build());
    }

    public void onRemoved(Change change, Letter<AccountContactRemovedLetter> letter) {
        Rows.KNOWN_BY.delete(change, new UserId(letter.body().by()));
    }

    /// A number of this account's address book has an owner now: the entry becomes a contact.
    public void onPhoneOpened(Change change, Letter<AccountPhoneOpenedLetter> letter) {
        var phone = new Phone(letter.body().phone());
        AccountAwaited awaited = Rows.AWAITED.find(change, phone);
        if (awaited == null) return;
        Rows.AWAITED.delete(change, phone);
        addAwaited(change, -1);
        var owner = new UserId(change.partition().number());
        var user = new UserId(letter.body().userId());
        var name = new ContactName(awaited.firstName(), awaited.lastName());
        if (owner.equals(user)) return;
        put(change, owner, user, new NewContact(name, phone));
        Notices.post(change, owner, null, new BoxEventPeerSettings(user.value()));
    }

    /// Writes a contact and tells the other account, inside a change of the owner's.
    void put(Change change, UserId owner, UserId user, NewContact contact) {
        AccountContact former = Rows.CONTACTS.find(change, user);
        long phone = contact.phone() != null ? contact.phone().digits() : former != null ? former.phone() : 0;
        int now = (int) clock.instant().getEpochSecond();
        int added = former == null ? now : former.added();
        ContactName name = contact.name();
        Rows.CONTACTS.put(
                change,
                user,
                new AccountContact.Builder(user.value(), name.first(), name.last(), phone, added).build());
        if (former != null) return;
        addContacts(change, 1);
        change.post(Partition.account(user), new AccountContactAddedLetter.Builder(owner.value(), now).build());
    }

    static boolean isFull(View view) {
        AccountContactCount count = count(view);
        return count.contacts() + count.awaited() >= Limits.CONTACTS_MAX;
    }

    static void addAwaited(Change change, int more) {
        AccountContactCount old = count(change);
        Rows.CONTACT_COUNT.put(change, new AccountContactCount(old.contacts(), old.awaited() + more));
    }

    private static void addContacts(Change change, int more) {
        AccountContactCount old = count(change);
        Rows.CONTACT_COUNT.put(change, new AccountContactCount(old.contacts() + more, old.awaited()));
    }

    private static AccountContactCount count(View view) {
        AccountContactCount count = Rows.CONTACT_COUNT.find(view);
        return count == null ? new AccountContactCount(0, 0) : count;
    }

    /// @return false where the user was no contact
    static boolean remove(Change change, UserId owner, UserId user) {
        if (!Rows.CONTACTS.contains(change, user)) return false;
        Rows.CONTACTS.delete(change, user);
        addContacts(change, -1);
        Privacy.removeCloseFriend(change, user);
        change.post(Partition.account(user), new AccountContactRemovedLetter(owner.value()));
        return true;
    }

    private static boolean isSavedWith(View view, UserId user, Phone phone) {
        AccountContact contact = Rows.CONTACTS.find(view, user);
        return contact != null && contact.phone() == phone.digits();
    }

    /// The owner's other sessions see the person as it is now, a contact or none.
    private static void tell(Change change, Actor owner, UserId user) {
        Notices.post(change, owner.user(), owner.authKeyId(), new BoxEventPeerSettings(user.value()));
    }

    private static void forgo(Change change, UserId owner, Phone phone) {
        if (!Rows.AWAITED.contains(change, phone)) return;
        Rows.AWAITED.delete(change, phone);
        addAwaited(change, -1);
        change.post(LoginCodes.partition(phone), new PhoneForgoLetter(owner.value()));
    }

    /// One contact of a list.
    public record Contact(UserId user, boolean isMutual) {}

    /// A contact list.
    ///
    /// @param savedCount entries that the server keeps, those included whose number nobody owns yet
    public record ContactList(List<Contact> contacts, int savedCount) {
        public ContactList {
            contacts = List.copyOf(contacts);
        }

        /// The [hash](https://core.telegram.org/api/offsets#hash-generation) by which a client says what it
        /// has.
        public long hash() {
            long hash = mixed(0, savedCount);
            for (Contact each : contacts) hash = mixed(hash, each.user().value());
            return hash;
        }

        private static long mixed(long hash, long number) {
            long mixed = hash ^ (hash >>> 21);
            mixed ^= mixed << 35;
            mixed ^= mixed >>> 4;
            return mixed + number;
        }
    }

    /// What a contact is to become.
    record NewContact(ContactName name, @Nullable Phone phone) {}
}
