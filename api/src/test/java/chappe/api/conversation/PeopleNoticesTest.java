package chappe.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.domain.account.ContactName;
import chappe.domain.account.PrivacyKey;
import chappe.domain.account.PrivacyRule;
import chappe.domain.account.PrivacyRule.Kind;
import chappe.domain.account.ProfileChanges.Parts;
import chappe.domain.box.Actor;
import chappe.wire.PrivacyKeyAbout;
import chappe.wire.PrivacyValueAllowUsers;
import chappe.wire.PrivacyValueDisallowAll;
import chappe.wire.UpdatePeerSettings;
import chappe.wire.UpdatePrivacy;
import chappe.wire.UpdateUser;
import chappe.wire.UpdateUserName;
import chappe.wire.UpdateUserStatus;
import chappe.wire.Updates;
import chappe.wire.User;
import chappe.wire.UserStatusRecently;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alice changes what is seen of her; her other device hears of it, and Bob, who has her as a contact.
final class PeopleNoticesTest {
    private static final AuthKeyId PHONE = new AuthKeyId(11);
    private static final AuthKeyId LAPTOP = new AuthKeyId(12);

    @TempDir
    Path folder;

    private Town town;
    private UserId aliceId;
    private UserId bobId;
    private Actor alice;
    private Session phone;
    private Session laptop;
    private Session bob;

    @BeforeEach
    void open() {
        town = new Town(folder);
        aliceId = town.settle(1, "Alice");
        bobId = town.settle(2, "Bob");
        alice = new Actor(aliceId, PHONE);
        town.contacts.add(new Actor(bobId, new AuthKeyId(9)), aliceId, new ContactName("Al", ""), null, false);
        town.deliver();
        phone = town.online(aliceId, PHONE.value());
        laptop = town.online(aliceId, LAPTOP.value());
        bob = town.online(bobId);
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aNewNameReachesOwnDevicesAndContactsWhoKeepTheirsForOne() {
        town.profiles.update(alice, new Parts("Alicia", "A", null));

        assertThat(laptop.updates()).containsExactly(new UpdateUserName(1, "Alicia", "A", List.of()));
        assertThat(bob.updates()).containsExactly(new UpdateUserName(1, "Al", "", List.of()));
        assertThat(phone.pushes()).isEmpty();
    }

    @Test
    void whatOneSaysOfOneselfReachesOwnDevicesOnly() {
        town.profiles.update(alice, new Parts(null, null, "writes"));

        assertThat(laptop.updates()).containsExactly(new UpdateUser(1));
        assertThat(bob.pushes()).isEmpty();
        assertThat(phone.pushes()).isEmpty();
    }

    @Test
    void theSameProfileAgainTellsNobody() {
        town.profiles.update(alice, new Parts("Alice", "", ""));

        assertThat(laptop.pushes()).isEmpty();
        assertThat(bob.pushes()).isEmpty();
    }

    @Test
    void newRulesReachOwnDevicesAsTheyAreNow() {
        var rules = List.of(new PrivacyRule(Kind.ALLOW_USERS, List.of(bobId)), PrivacyRule.of(Kind.DISALLOW_ALL));

        town.privacy.setRules(alice, PrivacyKey.ABOUT, rules);

        var told = (Updates) laptop.pushes().getFirst();
        assertThat(told.updates())
                .containsExactly(new UpdatePrivacy(
                        new PrivacyKeyAbout(),
                        List.of(new PrivacyValueAllowUsers(List.of(2L)), new PrivacyValueDisallowAll())));
        assertThat(told.users()).extracting(user -> ((User) user).id()).containsExactly(2L);
        assertThat(phone.pushes()).isEmpty();
        assertThat(bob.pushes()).isEmpty();
    }

    @Test
    void aNewContactReachesOwnOtherDevices() {
        town.contacts.add(alice, bobId, new ContactName("Bobby", ""), null, false);

        var told = (Updates) laptop.pushes().getFirst();
        assertThat(told.updates()).singleElement().isInstanceOf(UpdatePeerSettings.class);
        assertThat(told.users()).singleElement().isInstanceOfSatisfying(User.class, user -> {
            assertThat(user.contact()).isTrue();
            assertThat(user.firstName()).isEqualTo("Bobby");
        });
        assertThat(phone.pushes()).isEmpty();
    }

    @Test
    void whoHidesTheStatusIsNoLongerFollowed() {
        town.presence.update(aliceId, PHONE, false);
        bob.pushes();
        town.privacy.setRules(alice, PrivacyKey.STATUS_TIMESTAMP, List.of(PrivacyRule.of(Kind.DISALLOW_ALL)));

        town.notices.privacyChanged(aliceId, PrivacyKey.STATUS_TIMESTAMP);
        town.notices.privacyChanged(aliceId, PrivacyKey.ABOUT);
        var told = bob.updates();
        town.presence.update(aliceId, PHONE, true);
        town.presence.update(aliceId, PHONE, false);

        assertThat(told).containsExactly(new UpdateUserStatus(1, new UserStatusRecently.Builder().build()));
        assertThat(bob.pushes()).isEmpty();
    }
}
