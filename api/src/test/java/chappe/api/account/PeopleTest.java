package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.wire.Contact;
import chappe.wire.ContactStatus;
import chappe.wire.ImportedContact;
import chappe.wire.InputPhoneContact;
import chappe.wire.InputUser;
import chappe.wire.InputUserEmpty;
import chappe.wire.InputUserSelf;
import chappe.wire.InputUserType;
import chappe.wire.PeerUser;
import chappe.wire.UpdatePeerSettings;
import chappe.wire.Updates;
import chappe.wire.User;
import chappe.wire.UserStatusOffline;
import chappe.wire.UserStatusOnline;
import chappe.wire.account.GetPassword;
import chappe.wire.account.Password;
import chappe.wire.account.UpdateProfile;
import chappe.wire.account.UpdateStatus;
import chappe.wire.contacts.AddContact;
import chappe.wire.contacts.Contacts;
import chappe.wire.contacts.ContactsNotModified;
import chappe.wire.contacts.DeleteByPhones;
import chappe.wire.contacts.DeleteContacts;
import chappe.wire.contacts.Found;
import chappe.wire.contacts.GetContacts;
import chappe.wire.contacts.GetStatuses;
import chappe.wire.contacts.ImportContacts;
import chappe.wire.contacts.ImportedContacts;
import chappe.wire.contacts.ResolvePhone;
import chappe.wire.contacts.ResolvedPeer;
import chappe.wire.contacts.Search;
import chappe.wire.users.GetFullUser;
import chappe.wire.users.GetUsers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeopleTest {
    private static final String ADA = "+9996610001";
    private static final String BOB = "+9996610002";
    private static final String NOBODY = "+9996610009";

    @TempDir
    Path folder;

    private Desk desk;
    private Client adas;
    private Client bobs;
    private User ada;
    private User bob;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        adas = desk.client();
        bobs = desk.client();
        ada = adas.signUp(ADA, "Ada", "Lovelace");
        bob = bobs.signUp(BOB, "Bob", "");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void anImportedFriendIsFoundNamedAndMutual() {
        ImportedContacts imported = importing(adas, BOB, "Bobby");
        importing(bobs, ADA, "Addie");

        var friend = (User) imported.users().getFirst();
        assertThat(imported.imported()).containsExactly(new ImportedContact(bob.id(), 7));
        assertThat(imported.retryContacts()).isEmpty();
        assertThat(friend.firstName()).isEqualTo("Bobby");
        assertThat(friend.contact()).isTrue();
        assertThat(friend.phone()).isEqualTo("9996610002");
        assertThat(friend.accessHash()).isEqualTo(adas.to(ada, bob).accessHash());
        var list = (Contacts) adas.call(new GetContacts(0));
        assertThat(list.contacts()).containsExactly(new Contact(bob.id(), true));
        assertThat(((User) list.users().getFirst()).mutualContact()).isTrue();
    }

    @Test
    void aListThatTheClientHasIsNotSentAgain() {
        importing(adas, BOB, "Bobby");

        // https://core.telegram.org/api/offsets#hash-generation over saved_count = 1 and the id
        long hash = 1;
        hash ^= hash >>> 21;
        hash ^= hash << 35;
        hash ^= hash >>> 4;
        hash += bob.id();

        assertThat(adas.call(new GetContacts(hash))).isInstanceOf(ContactsNotModified.class);
        assertThat(adas.call(new GetContacts(hash + 1))).isInstanceOf(Contacts.class);
    }

    @Test
    void aNumberLeadsToAPersonOfWhomOnlyTheNameIsSeen() {
        ResolvedPeer resolved = adas.call(new ResolvePhone(BOB));

        var found = (User) resolved.users().getFirst();
        assertThat(resolved.peer()).isEqualTo(new PeerUser(bob.id()));
        assertThat(found.firstName()).isEqualTo("Bob");
        assertThat(found.contact()).isFalse();
        assertThat(found.phone()).isNull();
        assertThat(adas.refusal(new ResolvePhone(NOBODY))).isEqualTo("400 PHONE_NOT_OCCUPIED");
        assertThat(adas.refusal(new ResolvePhone("x"))).isEqualTo("400 PHONE_NUMBER_INVALID");
    }

    @Test
    void aContactIsAddedRenamedAndDeleted() {
        InputUser bobForAda = adas.to(ada, bob);

        var added = (Updates) adas.call(new AddContact.Builder(bobForAda, "Boss", "", "").build());
        var deleted = (Updates) adas.call(new DeleteContacts(List.of(bobForAda)));

        assertThat(((User) added.users().getFirst()).firstName()).isEqualTo("Boss");
        assertThat(((UpdatePeerSettings) added.updates().getFirst()).settings().addContact())
                .isFalse();
        assertThat(((User) deleted.users().getFirst()).firstName()).isEqualTo("Bob");
        assertThat(((User) deleted.users().getFirst()).contact()).isFalse();
        assertThat(((UpdatePeerSettings) deleted.updates().getFirst())
                        .settings()
                        .addContact())
                .isTrue();
    }

    @Test
    void contactsGoByTheirNumbers() {
        importing(adas, BOB, "Bobby");

        boolean done = adas.call(new DeleteByPhones(List.of(BOB, "x", NOBODY)));

        assertThat(done).isTrue();
        assertThat(((Contacts) adas.call(new GetContacts(0))).contacts()).isEmpty();
    }

    @Test
    void aSearchGivesContactsFirstAndWhoOwnsANumber() {
        importing(adas, BOB, "Bobby");

        Found byName = adas.call(new Search.Builder("bo", 10).build());
        Found byNumber = bobs.call(new Search.Builder(ADA, 10).build());

        assertThat(byName.myResults()).containsExactly(new PeerUser(bob.id()));
        assertThat(byName.results()).isEmpty();
        assertThat(byNumber.myResults()).isEmpty();
        assertThat(byNumber.results()).containsExactly(new PeerUser(ada.id()));
        assertThat(byNumber.users()).hasSize(1);
        assertThat(adas.refusal(new Search.Builder(" ", 10).build())).isEqualTo("400 SEARCH_QUERY_EMPTY");
    }

    @Test
    void statusesOfContactsFollowWhatTheySay() {
        importing(adas, BOB, "Bobby");
        bobs.call(new UpdateStatus(false));
        ContactStatus online = adas.call(new GetStatuses()).getFirst();
        bobs.call(new UpdateStatus(true));
        ContactStatus offline = adas.call(new GetStatuses()).getFirst();

        int now = (int) desk.clock.instant().getEpochSecond();
        assertThat(online).isEqualTo(new ContactStatus(bob.id(), new UserStatusOnline(now + 300)));
        assertThat(offline).isEqualTo(new ContactStatus(bob.id(), new UserStatusOffline(now)));
    }

    @Test
    void aProfileIsSeenByOthersAsItWasChanged() {
        adas.call(new UpdateProfile.Builder().lastName("King").about("counts").build());

        var full = bobs.call(new GetFullUser(bobs.to(bob, ada)));

        var seen = (User) full.users().getFirst();
        assertThat(full.fullUser().about()).isEqualTo("counts");
        assertThat(full.fullUser().id()).isEqualTo(ada.id());
        assertThat(full.fullUser().settings().addContact()).isTrue();
        assertThat(seen.firstName()).isEqualTo("Ada");
        assertThat(seen.lastName()).isEqualTo("King");
        assertThat(adas.refusal(
                        new UpdateProfile.Builder().about("x".repeat(71)).build()))
                .isEqualTo("400 ABOUT_TOO_LONG");
        assertThat(adas.refusal(new UpdateProfile.Builder().firstName("").build()))
                .isEqualTo("400 FIRSTNAME_INVALID");
        assertThat(adas.refusal(
                        new UpdateProfile.Builder().lastName("x".repeat(65)).build()))
                .isEqualTo("400 LASTNAME_INVALID");
    }

    @Test
    void nobodyIsNamedWithoutTheRightAccessHash() {
        InputUser right = adas.to(ada, bob);
        for (InputUserType wrong : List.of(
                new InputUser(right.userId(), right.accessHash() ^ 1),
                new InputUser(right.userId(), 0),
                new InputUser(-1, 0),
                new InputUser(1L << 40, 0),
                new InputUserEmpty())) {
            assertThat(adas.refusal(new GetUsers(List.of(wrong)))).isEqualTo("400 USER_ID_INVALID");
            assertThat(adas.refusal(new GetFullUser(wrong))).isEqualTo("400 USER_ID_INVALID");
            assertThat(adas.refusal(new DeleteContacts(List.of(wrong)))).isEqualTo("400 USER_ID_INVALID");
            assertThat(adas.refusal(new AddContact.Builder(wrong, "X", "", "").build()))
                    .isEqualTo("400 CONTACT_ID_INVALID");
        }
        assertThat(adas.call(new GetUsers(List.of(right, new InputUserSelf())))).hasSize(2);
        assertThat(bobs.refusal(new GetUsers(List.of(adas.to(ada, ada), right))))
                .isEqualTo("400 USER_ID_INVALID");
    }

    @Test
    void listsAreBounded() {
        List<InputUserType> users = Collections.nCopies(501, new InputUserSelf());

        assertThat(adas.refusal(new GetUsers(users))).isEqualTo("400 INPUT_REQUEST_TOO_LONG");
        assertThat(adas.refusal(new DeleteContacts(users))).isEqualTo("400 INPUT_REQUEST_TOO_LONG");
        assertThat(adas.refusal(new DeleteByPhones(Collections.nCopies(501, BOB))))
                .isEqualTo("400 INPUT_REQUEST_TOO_LONG");
    }

    @Test
    void aContactNeedsANameAndIsNotOneself() {
        assertThat(adas.refusal(new AddContact.Builder(adas.to(ada, bob), " ", "", "").build()))
                .isEqualTo("400 CONTACT_NAME_EMPTY");
        assertThat(adas.refusal(new AddContact.Builder(new InputUserSelf(), "Me", "", "").build()))
                .isEqualTo("400 CONTACT_ID_INVALID");
    }

    @Test
    void nobodyHasAPasswordAndTheAnswerSaysSo() {
        Password password = adas.call(new GetPassword());

        assertThat(password.hasPassword()).isFalse();
        assertThat(password.currentAlgo()).isNull();
        assertThat(password.secureRandom()).hasSize(256);
        assertThat(desk.client().refusal(new GetPassword())).isEqualTo("401 AUTH_KEY_UNREGISTERED");
    }

    private ImportedContacts importing(Client client, String phone, String firstName) {
        var entry = new InputPhoneContact.Builder(7, phone, firstName, "").build();
        ImportedContacts imported = client.call(new ImportContacts(List.of(entry)));
        desk.settle();
        return imported;
    }
}
