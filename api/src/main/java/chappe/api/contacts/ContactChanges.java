package chappe.api.contacts;

import chappe.api.present.Inputs;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.ContactName;
import chappe.domain.account.Contacts;
import chappe.domain.account.Phone;
import chappe.domain.account.PhoneNumbers;
import chappe.domain.account.SeenUser;
import chappe.domain.account.Users;
import chappe.domain.box.BlockList;
import chappe.domain.box.Peer;
import chappe.wire.Update;
import chappe.wire.UpdatePeerSettings;
import chappe.wire.Updates;
import chappe.wire.UpdatesType;
import chappe.wire.contacts.AcceptContact;
import chappe.wire.contacts.AddContact;
import chappe.wire.contacts.DeleteByPhones;
import chappe.wire.contacts.DeleteContacts;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/// The methods that change the contact list one by one. See [contacts](https://core.telegram.org/api/contacts).
public final class ContactChanges {
    private final Inputs inputs;
    private final PhoneNumbers numbers;
    private final Contacts contacts;
    private final Users users;
    private final BlockList blockList;
    private final Clock clock;

    public ContactChanges(
            Inputs inputs, PhoneNumbers numbers, Contacts contacts, Users users, BlockList blockList, Clock clock) {
        this.inputs = inputs;
        this.numbers = numbers;
        this.contacts = contacts;
        this.users = users;
        this.blockList = blockList;
        this.clock = clock;
    }

    public void register(Routes on) {
        on.user(AddContact.class, Limit.CHANGE, this::addContact);
        on.user(AcceptContact.class, Limit.CHANGE, this::acceptContact);
        on.user(DeleteContacts.class, Limit.CHANGE, this::deleteContacts);
        on.user(DeleteByPhones.class, Limit.HEAVY, this::deleteByPhones);
    }

    /// [contacts.addContact](https://core.telegram.org/method/contacts.addContact)
    ///
    /// - `first_name`, `last_name`: the name that the caller gives; not both empty; cut to 64 characters.
    /// - `phone`: the number that the caller knows; what is no number is passed over.
    /// - `add_phone_privacy_exception`: the contact may see the caller's number from now on.
    ///
    /// Returns `updatePeerSettings` and the person under the new name.
    ///
    /// Refuses with CONTACT_ID_INVALID, CONTACT_NAME_EMPTY, LIMIT_INVALID when the list is full.
    UpdatesType addContact(Caller caller, AddContact ask) {
        UserId user = inputs.findUser(caller.userId(), ask.id());
        if (user == null) throw RpcError.CONTACT_ID_INVALID.refuse();
        var name = new ContactName(ask.firstName(), ask.lastName());
        Phone phone = numbers.find(ask.phone());
        contacts.add(caller.actor(), user, name, phone, ask.addPhonePrivacyException());
        return changed(caller, List.of(user));
    }

    /// [contacts.acceptContact](https://core.telegram.org/method/contacts.acceptContact): the contact
    /// may see the caller's number from now on.
    ///
    /// Refuses with CONTACT_ID_INVALID, CONTACT_REQ_MISSING where the person is no contact.
    UpdatesType acceptContact(Caller caller, AcceptContact ask) {
        UserId user = inputs.findUser(caller.userId(), ask.id());
        if (user == null) throw RpcError.CONTACT_ID_INVALID.refuse();
        contacts.sharePhone(caller.actor(), user);
        return changed(caller, List.of(user));
    }

    /// [contacts.deleteContacts](https://core.telegram.org/method/contacts.deleteContacts)
    ///
    /// - `id`: at most 500; who is no contact is passed over.
    ///
    /// Refuses with USER_ID_INVALID, INPUT_REQUEST_TOO_LONG.
    UpdatesType deleteContacts(Caller caller, DeleteContacts ask) {
        requireFew(ask.id().size());
        List<UserId> ids = ask.id().stream()
                .map(each -> inputs.user(caller.userId(), each))
                .toList();
        contacts.remove(caller.actor(), ids);
        return changed(caller, ids);
    }

    /// [contacts.deleteByPhones](https://core.telegram.org/method/contacts.deleteByPhones)
    ///
    /// - `phones`: at most 500; what is no number is passed over.
    ///
    /// Refuses with INPUT_REQUEST_TOO_LONG.
    Boolean deleteByPhones(Caller caller, DeleteByPhones ask) {
        requireFew(ask.phones().size());
        List<Phone> phones = ask.phones().stream()
                .map(numbers::find)
                .filter(Objects::nonNull)
                .toList();
        contacts.removeByPhones(caller.actor(), phones);
        return true;
    }

    private Updates changed(Caller caller, List<UserId> ids) {
        List<SeenUser> seen = users.seenBy(caller.userId(), ids);
        List<Update> updates =
                seen.stream().<Update>map(each -> peerSettings(caller, each)).toList();
        int date = (int) clock.instant().getEpochSecond();
        return new Updates(updates, seen.stream().map(PresentUsers::user).toList(), List.of(), date, 0);
    }

    private UpdatePeerSettings peerSettings(Caller caller, SeenUser seen) {
        boolean isBlocked = blockList.isBlocked(caller.userId(), Peer.user(seen.id()));
        return new UpdatePeerSettings(PresentUsers.peer(seen.id()), PresentUsers.settings(seen, isBlocked));
    }

    private static void requireFew(int count) {
        if (count > Limits.CONTACTS_CHANGED_MAX) throw RpcError.INPUT_REQUEST_TOO_LONG.refuse();
    }
}
