package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.wire.InputUserSelf;
import chappe.wire.PeerUser;
import chappe.wire.User;
import chappe.wire.account.CheckUsername;
import chappe.wire.account.ReorderUsernames;
import chappe.wire.account.ToggleUsername;
import chappe.wire.account.UpdateUsername;
import chappe.wire.contacts.AcceptContact;
import chappe.wire.contacts.AddContact;
import chappe.wire.contacts.Found;
import chappe.wire.contacts.ResolveUsername;
import chappe.wire.contacts.ResolvedPeer;
import chappe.wire.contacts.Search;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UsernameChangesTest {
    @TempDir
    private Path folder;

    private Desk desk;
    private Client adas;
    private Client bobs;
    private User ada;
    private User bob;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        adas = desk.client();
        ada = adas.signUp("+9996610001", "Ada", "Lovelace");
        bobs = desk.client();
        bob = bobs.signUp("+9996610002", "Bob", "");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aNameIsTakenAndLeadsToItsOwner() {
        var changed = (User) adas.call(new UpdateUsername("Countess"));

        ResolvedPeer resolved = bobs.call(new ResolveUsername.Builder("countess").build());

        assertThat(changed.username()).isEqualTo("Countess");
        assertThat(resolved.peer()).isEqualTo(new PeerUser(ada.id()));
        assertThat(((User) resolved.users().getFirst()).username()).isEqualTo("Countess");
        assertThat(((User) resolved.users().getFirst()).accessHash())
                .isEqualTo(bobs.to(bob, ada).accessHash());
    }

    @Test
    void namesThatCannotBeTakenAreRefused() {
        adas.call(new UpdateUsername("Countess"));

        assertThat(bobs.refusal(new UpdateUsername("COUNTESS"))).isEqualTo("400 USERNAME_OCCUPIED");
        assertThat(bobs.refusal(new UpdateUsername("abc"))).isEqualTo("400 USERNAME_INVALID");
        assertThat(bobs.refusal(new UpdateUsername("support"))).isEqualTo("400 USERNAME_INVALID");
        assertThat(bobs.refusal(new UpdateUsername(""))).isEqualTo("400 USERNAME_NOT_MODIFIED");
        assertThat(adas.refusal(new UpdateUsername("Countess"))).isEqualTo("400 USERNAME_NOT_MODIFIED");
        assertThat(bobs.call(new CheckUsername("countess"))).isFalse();
        assertThat(bobs.call(new CheckUsername("duchess"))).isTrue();
        assertThat(bobs.refusal(new CheckUsername("admin"))).isEqualTo("400 USERNAME_INVALID");
    }

    @Test
    void aNameThatNobodyHasLeadsNowhere() {
        assertThat(bobs.refusal(new ResolveUsername.Builder("countess").build()))
                .isEqualTo("400 USERNAME_NOT_OCCUPIED");
        assertThat(bobs.refusal(new ResolveUsername.Builder("x").build())).isEqualTo("400 USERNAME_INVALID");
        assertThat(bobs.refusal(new ResolveUsername.Builder("countess")
                        .referer("_tgr_x")
                        .build()))
                .isEqualTo("400 STARREF_EXPIRED");
    }

    @Test
    void oneNameHasOneOrderAndIsActive() {
        adas.call(new UpdateUsername("Countess"));

        assertThat(adas.refusal(new ReorderUsernames(List.of("Countess")))).isEqualTo("400 USERNAME_NOT_MODIFIED");
        assertThat(adas.refusal(new ReorderUsernames(List.of("Duchess")))).isEqualTo("400 ORDER_INVALID");
        assertThat(adas.refusal(new ToggleUsername("countess", true))).isEqualTo("400 USERNAME_NOT_MODIFIED");
        assertThat(adas.refusal(new ToggleUsername("countess", false))).isEqualTo("400 USERNAME_INVALID");
        assertThat(bobs.refusal(new ToggleUsername("countess", true))).isEqualTo("400 USERNAME_INVALID");
    }

    @Test
    void aSearchFindsContactsByNameAndOthersByUsername() {
        adas.call(new UpdateUsername("Countess"));
        desk.settle();

        Found stranger = bobs.call(new Search.Builder("@coun", 10).build());
        bobs.call(new AddContact.Builder(bobs.to(bob, ada), "Ada", "", "").build());
        Found contact = bobs.call(new Search.Builder("coun", 10).build());

        assertThat(stranger.results()).containsExactly(new PeerUser(ada.id()));
        assertThat(stranger.myResults()).isEmpty();
        assertThat(contact.myResults()).containsExactly(new PeerUser(ada.id()));
        assertThat(contact.results()).isEmpty();
        assertThat(contact.users()).hasSize(1);
    }

    @Test
    void aNumberIsSharedWithAContactOnly() {
        assertThat(adas.refusal(new AcceptContact(adas.to(ada, bob)))).isEqualTo("400 CONTACT_REQ_MISSING");
        assertThat(adas.refusal(new AcceptContact(new InputUserSelf()))).isEqualTo("400 CONTACT_REQ_MISSING");
        assertThat(adas.refusal(new AcceptContact(new chappe.wire.InputUser(bob.id(), 1))))
                .isEqualTo("400 CONTACT_ID_INVALID");
    }
}
