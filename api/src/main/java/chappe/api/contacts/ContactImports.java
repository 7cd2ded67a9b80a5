package chappe.api.contacts;

import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.UserId;
import chappe.domain.account.ContactImport;
import chappe.domain.account.ContactImport.Entry;
import chappe.domain.account.ContactImport.Imported;
import chappe.domain.account.ContactImport.Link;
import chappe.wire.ImportedContact;
import chappe.wire.InputContact;
import chappe.wire.InputPhoneContact;
import chappe.wire.PopularContact;
import chappe.wire.contacts.ImportContacts;
import chappe.wire.contacts.ImportedContacts;
import chappe.wire.contacts.ResolvePhone;
import chappe.wire.contacts.ResolvedPeer;
import java.util.List;

/// The methods that find people by their numbers. See [contacts](https://core.telegram.org/api/contacts).
public final class ContactImports {
    private final ContactImport imports;
    private final PresentUsers present;

    public ContactImports(ContactImport imports, PresentUsers present) {
        this.imports = imports;
        this.present = present;
    }

    public void register(Routes on) {
        on.user(ImportContacts.class, Limit.HEAVY, this::importContacts);
        on.user(ResolvePhone.class, Limit.HEAVY, this::resolvePhone);
    }

    /// [contacts.importContacts](https://core.telegram.org/method/contacts.importContacts)
    ///
    /// - `contacts`: numbers in international form, or as dialled in the caller's country. Of more than 500
    ///   numbers the rest
    ///   comes back in `retry_contacts`.
    ///
    /// Numbers that nobody owns are kept and become contacts when somebody does; `popular_invites` says of
    /// these how many others wait for them.
    ///
    /// Refuses with FLOOD_WAIT_X when the caller has asked for too many new numbers.
    ImportedContacts importContacts(Caller caller, ImportContacts ask) {
        Imported imported = imports.importAll(
                caller.actor(),
                ask.contacts().stream().map(ContactImports::entry).toList());
        List<UserId> found = imported.links().stream().map(Link::user).toList();
        return new ImportedContacts(
                imported.links().stream()
                        .map(link -> new ImportedContact(link.user().value(), link.clientId()))
                        .toList(),
                imported.popular().stream()
                        .map(each -> new PopularContact(each.clientId(), each.importers()))
                        .toList(),
                imported.retry(),
                present.users(caller.userId(), found));
    }

    /// [contacts.resolvePhone](https://core.telegram.org/method/contacts.resolvePhone)
    ///
    /// Refuses with PHONE_NUMBER_INVALID, PHONE_NOT_OCCUPIED, FLOOD_WAIT_X.
    ResolvedPeer resolvePhone(Caller caller, ResolvePhone ask) {
        UserId found = imports.resolve(caller.userId(), ask.phone());
        return new ResolvedPeer(PresentUsers.peer(found), List.of(), List.of(present.user(caller.userId(), found)));
    }

    private static Entry entry(InputContact contact) {
        return switch (contact) {
            case InputPhoneContact entry ->
                new Entry(entry.clientId(), entry.phone(), entry.firstName(), entry.lastName());
        };
    }
}
