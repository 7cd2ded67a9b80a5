package chappe.api.contacts;

import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.ContactImport;
import chappe.domain.account.Contacts;
import chappe.domain.account.Contacts.ContactList;
import chappe.domain.account.SeenUser;
import chappe.domain.account.UsernameSearch;
import chappe.domain.account.Users;
import chappe.wire.Contact;
import chappe.wire.ContactStatus;
import chappe.wire.Peer;
import chappe.wire.contacts.ContactsNotModified;
import chappe.wire.contacts.ContactsType;
import chappe.wire.contacts.Found;
import chappe.wire.contacts.GetContacts;
import chappe.wire.contacts.GetStatuses;
import chappe.wire.contacts.ResolveUsername;
import chappe.wire.contacts.ResolvedPeer;
import chappe.wire.contacts.Search;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The methods that load and search contacts. See [contacts](https://core.telegram.org/api/contacts).
///
/// Differs: contacts.getContactIDs is not served, since its answer has 32 bits for an id and ours have 40.
public final class ContactLoads {
    private final Contacts contacts;
    private final ContactImport imports;
    private final UsernameSearch usernames;
    private final Users users;
    private final PresentUsers present;

    public ContactLoads(
            Contacts contacts, ContactImport imports, UsernameSearch usernames, Users users, PresentUsers present) {
        this.contacts = contacts;
        this.imports = imports;
        this.usernames = usernames;
        this.users = users;
        this.present = present;
    }

    public void register(Routes on) {
        on.user(GetContacts.class, Limit.READ, this::getContacts);
        on.user(GetStatuses.class, Limit.READ, this::getStatuses);
        on.user(ResolveUsername.class, Limit.HEAVY, this::resolveUsername);
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
    /// - `q`: words that names begin with, the beginning of a username, or a phone number.
    /// - `limit`: 1..100; more is cut.
    ///
    /// `my_results` are contacts; `results` are others whose username begins so, and who owns the
    /// number, if `q` is one.
    ///
    /// Refuses with SEARCH_QUERY_EMPTY, FLOOD_WAIT_X.
    Found search(Caller caller, Search ask) {
        UserId user = caller.userId();
        int limit = Math.clamp(ask.limit(), 1, Limits.CONTACTS_FOUND_MAX);
        Set<UserId> mine = new LinkedHashSet<>(contacts.search(user, ask.q(), limit));
        Set<UserId> others = new LinkedHashSet<>();
        UserId byPhone = imports.findByPhone(user, ask.q());
        if (byPhone != null) others.add(byPhone);
        others.addAll(usernames.startingWith(user, ask.q(), limit));
        for (SeenUser seen : users.seenBy(user, others)) if (seen.isContact()) mine.add(seen.id());
        others.removeAll(mine);
        var all = Stream.concat(mine.stream(), others.stream()).toList();
        return new Found(peers(mine), peers(others), List.of(), present.users(user, all));
    }

    /// [contacts.resolveUsername](https://core.telegram.org/method/contacts.resolveUsername)
    ///
    /// - `referer`: belongs to bots only, so with one it is STARREF_EXPIRED.
    ///
    /// Refuses with USERNAME_INVALID, USERNAME_NOT_OCCUPIED.
    ResolvedPeer resolveUsername(Caller caller, ResolveUsername ask) {
        if (ask.referer() != null) throw RpcError.STARREF_EXPIRED.refuse();
        UserId found = usernames.resolve(caller.userId(), ask.username());
        return new ResolvedPeer(PresentUsers.peer(found), List.of(), List.of(present.user(caller.userId(), found)));
    }

    private static List<UserId> ids(ContactList list) {
        return list.contacts().stream().map(Contacts.Contact::user).toList();
    }

    private static List<Peer> peers(Set<UserId> users) {
        return users.stream().<Peer>map(PresentUsers::peer).toList();
    }
}
