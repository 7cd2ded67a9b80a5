package chappe.api.contacts;

import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.Limits;
import chappe.core.UserId;
import chappe.domain.account.ContactImport;
import chappe.domain.account.Contacts;
import chappe.domain.account.Contacts.ContactList;
import chappe.domain.account.Users;
import chappe.wire.Contact;
import chappe.wire.ContactStatus;
import chappe.wire.Peer;
import chappe.wire.contacts.ContactsNotModified;
import chappe.wire.contacts.ContactsType;
import chappe.wire.contacts.Found;
import chappe.wire.contacts.GetContacts;
import chappe.wire.contacts.GetStatuses;
import chappe.wire.contacts.Search;
import java.util.List;
import java.util.stream.Stream;

/// The methods that load and search contacts. See [contacts](https://core.telegram.org/api/contacts).
///
/// Differs: contacts.getContactIDs is not served, since its answer has 32 bits for an id and ours have 40.
public final class ContactLoads {
    private final Contacts contacts;
    private final ContactImport imports;
    private final Users users;
    private final PresentUsers present;

    public ContactLoads(Contacts contacts, ContactImport imports, Users users, PresentUsers present) {
        this.contacts = contacts;
        this.imports = imports;
        this.users = users;
        this.present = present;
    }

    public void register(Routes on) {
        on.user(GetContacts.class, Limit.READ, this::getContacts);
        on.user(GetStatuses.class, Limit.READ, this::getStatuses);
        on.user(Search.class, Limit.HEAVY, this::search);
    }

    /// [contacts.getContacts](https://core.telegram.org/method/contacts.getContacts)
    ///
    /// - `hash`: over `saved_count` and the ids, ascending; where it fits, the answer is `contactsNotModified`.
    ContactsType getContacts(Caller caller, GetContacts ask) {
        ContactList list = contacts.list(caller.userId());
        if (ask.hash() != 0 && ask.hash() == list.hash()) return new ContactsNotModified();
        return new chappe.wire.contacts.Contacts(
                list.contacts().stream()
                        .map(each -> new Contact(each.user().value(), each.isMutual()))
                        .toList(),
                list.savedCount(),
                present.users(caller.userId(), ids(list)));
    }

    /// [contacts.getStatuses](https://core.telegram.org/method/contacts.getStatuses)
    List<ContactStatus> getStatuses(Caller caller, GetStatuses ask) {
        return users.seenBy(caller.userId(), ids(contacts.list(caller.userId()))).stream()
                .map(seen -> new ContactStatus(seen.id().value(), PresentUsers.status(seen.status())))
                .toList();
    }

    /// [contacts.search](https://core.telegram.org/method/contacts.search)
    ///
    /// - `q`: words that names begin with, or a phone number.
    /// - `limit`: 1..100; more is cut.
    ///
    /// `my_results` are contacts; `results` has who owns the number, if `q` is one.
    ///
    /// Refuses with SEARCH_QUERY_EMPTY, FLOOD_WAIT_X.
    Found search(Caller caller, Search ask) {
        int limit = Math.clamp(ask.limit(), 1, Limits.CONTACTS_FOUND_MAX);
        List<UserId> mine = contacts.search(caller.userId(), ask.q(), limit);
        UserId byPhone = imports.findByPhone(caller.userId(), ask.q());
        List<UserId> others = byPhone == null || mine.contains(byPhone) ? List.of() : List.of(byPhone);
        List<UserId> all = Stream.concat(mine.stream(), others.stream()).toList();
        return new Found(peers(mine), peers(others), List.of(), present.users(caller.userId(), all));
    }

    private static List<UserId> ids(ContactList list) {
        return list.contacts().stream().map(Contacts.Contact::user).toList();
    }

    private static List<Peer> peers(List<UserId> users) {
        return users.stream().<Peer>map(PresentUsers::peer).toList();
    }
}
