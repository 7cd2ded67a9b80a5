package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.wire.Birthday;
import chappe.wire.InputPrivacyKeyAbout;
import chappe.wire.InputPrivacyKeyAddedByPhone;
import chappe.wire.InputPrivacyKeyBirthday;
import chappe.wire.InputPrivacyKeyForwards;
import chappe.wire.InputPrivacyKeyPhoneNumber;
import chappe.wire.InputPrivacyKeyStatusTimestamp;
import chappe.wire.InputPrivacyKeyVoiceMessages;
import chappe.wire.InputPrivacyRule;
import chappe.wire.InputPrivacyValueAllowAll;
import chappe.wire.InputPrivacyValueAllowBots;
import chappe.wire.InputPrivacyValueAllowChatParticipants;
import chappe.wire.InputPrivacyValueAllowCloseFriends;
import chappe.wire.InputPrivacyValueAllowContacts;
import chappe.wire.InputPrivacyValueAllowPremium;
import chappe.wire.InputPrivacyValueAllowUsers;
import chappe.wire.InputPrivacyValueDisallowAll;
import chappe.wire.InputPrivacyValueDisallowBots;
import chappe.wire.InputPrivacyValueDisallowChatParticipants;
import chappe.wire.InputPrivacyValueDisallowContacts;
import chappe.wire.InputPrivacyValueDisallowUsers;
import chappe.wire.InputUser;
import chappe.wire.InputUserType;
import chappe.wire.PrivacyValueAllowAll;
import chappe.wire.PrivacyValueAllowBots;
import chappe.wire.PrivacyValueAllowCloseFriends;
import chappe.wire.PrivacyValueAllowContacts;
import chappe.wire.PrivacyValueAllowPremium;
import chappe.wire.PrivacyValueAllowUsers;
import chappe.wire.PrivacyValueDisallowAll;
import chappe.wire.PrivacyValueDisallowBots;
import chappe.wire.PrivacyValueDisallowContacts;
import chappe.wire.PrivacyValueDisallowUsers;
import chappe.wire.User;
import chappe.wire.UserStatusEmpty;
import chappe.wire.UserStatusRecently;
import chappe.wire.account.GetPrivacy;
import chappe.wire.account.PrivacyRules;
import chappe.wire.account.SetPrivacy;
import chappe.wire.account.UpdateBirthday;
import chappe.wire.account.UpdateProfile;
import chappe.wire.contacts.AddContact;
import chappe.wire.contacts.Block;
import chappe.wire.contacts.EditCloseFriends;
import chappe.wire.contacts.ResolvePhone;
import chappe.wire.messages.GetPeerSettings;
import chappe.wire.users.GetFullUser;
import chappe.wire.users.GetUsers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivacySettingsTest {
    private static final String ADA = "+9996610001";
    private static final String BOB = "+9996610002";

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
        ada = adas.signUp(ADA, "Ada", "Lovelace");
        bobs = desk.client();
        bob = bobs.signUp(BOB, "Bob", "");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void rulesAreWhatTheyAreUntilTheyAreChanged() {
        assertThat(adas.call(new GetPrivacy(new InputPrivacyKeyStatusTimestamp()))
                        .rules())
                .containsExactly(new PrivacyValueAllowAll());
        assertThat(adas.call(new GetPrivacy(new InputPrivacyKeyPhoneNumber())).rules())
                .containsExactly(new PrivacyValueAllowContacts());
    }

    @Test
    void everyRuleComesBackAsItWasSet() {
        List<InputUserType> bobForAda = List.of(adas.to(ada, bob));

        PrivacyRules set = adas.call(new SetPrivacy(
                new InputPrivacyKeyAbout(),
                List.of(
                        new InputPrivacyValueAllowUsers(bobForAda),
                        new InputPrivacyValueDisallowUsers(bobForAda),
                        new InputPrivacyValueAllowCloseFriends(),
                        new InputPrivacyValueAllowPremium(),
                        new InputPrivacyValueAllowBots(),
                        new InputPrivacyValueDisallowBots(),
                        new InputPrivacyValueAllowContacts(),
                        new InputPrivacyValueDisallowContacts(),
                        new InputPrivacyValueAllowAll(),
                        new InputPrivacyValueDisallowAll())));

        assertThat(set.rules())
                .containsExactly(
                        new PrivacyValueAllowUsers(List.of(bob.id())),
                        new PrivacyValueDisallowUsers(List.of(bob.id())),
                        new PrivacyValueAllowCloseFriends(),
                        new PrivacyValueAllowPremium(),
                        new PrivacyValueAllowBots(),
                        new PrivacyValueDisallowBots(),
                        new PrivacyValueAllowContacts(),
                        new PrivacyValueDisallowContacts(),
                        new PrivacyValueAllowAll(),
                        new PrivacyValueDisallowAll());
        assertThat(set.users()).extracting(user -> ((User) user).id()).containsExactly(bob.id());
        assertThat(adas.call(new GetPrivacy(new InputPrivacyKeyAbout()))).isEqualTo(set);
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        InputUser wrong = new InputUser(bob.id(), 0);
        List<Long> chats = List.of(7L);

        assertThat(refusal()).isEqualTo("400 PRIVACY_VALUE_INVALID");
        assertThat(refusal(new InputPrivacyValueAllowAll(), new InputPrivacyValueAllowAll()))
                .isEqualTo("400 PRIVACY_VALUE_INVALID");
        assertThat(refusal(new InputPrivacyValueAllowUsers(List.of(wrong)))).isEqualTo("400 PRIVACY_VALUE_INVALID");
        assertThat(refusal(new InputPrivacyValueAllowChatParticipants(chats))).isEqualTo("400 PRIVACY_VALUE_INVALID");
        assertThat(refusal(new InputPrivacyValueDisallowChatParticipants(chats)))
                .isEqualTo("400 PRIVACY_VALUE_INVALID");
        assertThat(refusal(new InputPrivacyValueAllowUsers(Collections.nCopies(1_001, adas.to(ada, bob)))))
                .isEqualTo("400 PRIVACY_TOO_LONG");
        assertThat(adas.refusal(new EditCloseFriends(Collections.nCopies(1_001, bob.id()))))
                .isEqualTo("400 LIMIT_INVALID");
    }

    @Test
    void aProfileShowsNoMoreThanTheRulesAllow() {
        adas.call(new UpdateProfile.Builder().about("counts").build());
        adas.call(new UpdateBirthday.Builder()
                .birthday(new Birthday.Builder(10, 12).build())
                .build());
        for (var key : List.of(
                new InputPrivacyKeyAbout(),
                new InputPrivacyKeyBirthday(),
                new InputPrivacyKeyForwards(),
                new InputPrivacyKeyVoiceMessages(),
                new InputPrivacyKeyStatusTimestamp(),
                new InputPrivacyKeyPhoneNumber())) {
            adas.call(new SetPrivacy(key, List.of(new InputPrivacyValueDisallowAll())));
        }

        var full = bobs.call(new GetFullUser(bobs.to(bob, ada)));

        var seen = (User) full.users().getFirst();
        assertThat(full.fullUser().about()).isNull();
        assertThat(full.fullUser().birthday()).isNull();
        assertThat(full.fullUser().privateForwardName()).isEqualTo("Ada Lovelace");
        assertThat(full.fullUser().voiceMessagesForbidden()).isTrue();
        assertThat(seen.phone()).isNull();
        assertThat(seen.status()).isEqualTo(new UserStatusRecently.Builder().build());
        var own = adas.call(new GetFullUser(adas.to(ada, ada))).fullUser();
        assertThat(own.about()).isEqualTo("counts");
        assertThat(own.birthday()).isEqualTo(new Birthday.Builder(10, 12).build());
        assertThat(own.privateForwardName()).isNull();
        assertThat(adas.refusal(new UpdateBirthday.Builder()
                        .birthday(new Birthday.Builder(31, 4).build())
                        .build()))
                .isEqualTo("400 BIRTHDAY_INVALID");
    }

    @Test
    void whoIsBlockedSeesNoStatusAndTheBlockerSeesWhomItBlocked() {
        adas.call(new Block.Builder(adas.peer(ada, bob)).build());
        desk.settle();

        var seen = (User) bobs.call(new GetUsers(List.of(bobs.to(bob, ada)))).getFirst();
        var full = adas.call(new GetFullUser(adas.to(ada, bob))).fullUser();

        assertThat(seen.status()).isEqualTo(new UserStatusEmpty());
        assertThat(full.blocked()).isTrue();
        assertThat(full.settings().blockContact()).isFalse();
        assertThat(full.settings().addContact()).isTrue();
    }

    @Test
    void whatMayBeDoneWithAPersonFollowsFromWhatItIs() {
        var stranger = adas.call(new GetPeerSettings(adas.peer(ada, bob))).settings();
        adas.call(new AddContact.Builder(adas.to(ada, bob), "Bob", "", "").build());
        var contact = adas.call(new GetPeerSettings(adas.peer(ada, bob))).settings();
        adas.call(new SetPrivacy(new InputPrivacyKeyPhoneNumber(), List.of(new InputPrivacyValueDisallowAll())));
        var hidden = adas.call(new GetPeerSettings(adas.peer(ada, bob))).settings();
        var self = adas.call(new GetPeerSettings(adas.peer(ada, ada))).settings();

        assertThat(stranger.addContact() && stranger.blockContact()).isTrue();
        assertThat(stranger.needContactsException()).isTrue();
        assertThat(stranger.shareContact()).isFalse();
        assertThat(contact.addContact() || contact.blockContact() || contact.shareContact())
                .isFalse();
        assertThat(hidden.shareContact()).isTrue();
        assertThat(self.addContact() || self.blockContact() || self.shareContact())
                .isFalse();
        assertThat(adas.refusal(new GetPeerSettings(new chappe.wire.InputPeerUser(bob.id(), 1))))
                .isEqualTo("400 PEER_ID_INVALID");
    }

    @Test
    void whoMayNotBeFoundByTheNumberIsNotThere() {
        adas.call(new SetPrivacy(
                new InputPrivacyKeyAddedByPhone(),
                List.of(new InputPrivacyValueAllowContacts(), new InputPrivacyValueDisallowAll())));

        assertThat(bobs.refusal(new ResolvePhone(ADA))).isEqualTo("400 PHONE_NOT_OCCUPIED");
    }

    @Test
    void closeFriendsAreMarkedForTheirFriendOnly() {
        adas.call(new AddContact.Builder(adas.to(ada, bob), "Bob", "", "").build());
        adas.call(new EditCloseFriends(List.of(bob.id(), -1L, Long.MAX_VALUE)));

        var seen = (User) adas.call(new GetUsers(List.of(adas.to(ada, bob)))).getFirst();
        var seenByBob =
                (User) bobs.call(new GetUsers(List.of(bobs.to(bob, ada)))).getFirst();

        assertThat(seen.closeFriend()).isTrue();
        assertThat(seenByBob.closeFriend()).isFalse();
    }

    private String refusal(InputPrivacyRule... rules) {
        return adas.refusal(new SetPrivacy(new InputPrivacyKeyAbout(), List.of(rules)));
    }
}
