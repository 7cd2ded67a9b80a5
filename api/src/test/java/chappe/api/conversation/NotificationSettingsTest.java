package chappe.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.Limits;
import chappe.core.UserId;
import chappe.wire.Dialog;
import chappe.wire.InputNotifyBroadcasts;
import chappe.wire.InputNotifyChats;
import chappe.wire.InputNotifyForumTopic;
import chappe.wire.InputNotifyPeer;
import chappe.wire.InputNotifyPeerType;
import chappe.wire.InputNotifyUsers;
import chappe.wire.InputPeerChat;
import chappe.wire.InputPeerEmpty;
import chappe.wire.InputPeerNotifySettings;
import chappe.wire.InputPeerSelf;
import chappe.wire.InputPeerUser;
import chappe.wire.InputUser;
import chappe.wire.NotificationSoundDefault;
import chappe.wire.NotificationSoundLocal;
import chappe.wire.NotificationSoundNone;
import chappe.wire.NotificationSoundRingtone;
import chappe.wire.NotifyPeer;
import chappe.wire.NotifyUsers;
import chappe.wire.PeerNotifySettings;
import chappe.wire.PeerUser;
import chappe.wire.UpdateNotifySettings;
import chappe.wire.Updates;
import chappe.wire.account.GetNotifyExceptions;
import chappe.wire.account.GetNotifySettings;
import chappe.wire.account.ResetNotifySettings;
import chappe.wire.messages.Dialogs;
import chappe.wire.messages.GetDialogs;
import chappe.wire.updates.Difference;
import chappe.wire.updates.GetDifference;
import chappe.wire.users.GetFullUser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Notification settings of peers and kinds of peers: kept, shown with dialogs and people, told to other sessions.
final class NotificationSettingsTest {
    private static final InputPeerNotifySettings MUTED =
            new InputPeerNotifySettings.Builder().muteUntil(Integer.MAX_VALUE).build();
    private static final InputPeerNotifySettings NOTHING = new InputPeerNotifySettings.Builder().build();
    private static final PeerNotifySettings MUTED_PEER =
            new PeerNotifySettings.Builder().muteUntil(Integer.MAX_VALUE).build();
    private static final PeerNotifySettings LIKE_ITS_KIND = new PeerNotifySettings.Builder().build();

    @TempDir
    private Path folder;

    private Town town;
    private UserId alice;
    private UserId bob;
    private Session phone;

    @BeforeEach
    void open() {
        town = new Town(folder);
        alice = town.settle(11, "Alice");
        bob = town.settle(22, "Bob");
        phone = town.online(alice, 1);
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void whatOneSessionSetsTheOtherOnesHear() {
        Session laptop = town.online(alice, 2);

        phone.call(new chappe.wire.account.UpdateNotifySettings(toBob(), MUTED));

        var told = new UpdateNotifySettings(new NotifyPeer(new PeerUser(22)), MUTED_PEER);
        assertThat(laptop.updates()).containsExactly(told);
        assertThat(phone.pushes()).isEmpty();
        var missed = (Difference) laptop.call(new GetDifference.Builder(1, now(), 0).build());
        assertThat(missed.otherUpdates()).containsExactly(told);
        assertThat(missed.users()).hasSize(1);
    }

    @Test
    void settingTheSameAgainTellsNobody() {
        Session laptop = town.online(alice, 2);
        phone.call(new chappe.wire.account.UpdateNotifySettings(toBob(), MUTED));
        laptop.pushes();

        phone.call(new chappe.wire.account.UpdateNotifySettings(toBob(), MUTED));

        assertThat(laptop.pushes()).isEmpty();
    }

    @Test
    void dialogsAndPeopleShowThem() {
        phone.send(bob, "hi");

        phone.call(new chappe.wire.account.UpdateNotifySettings(toBob(), MUTED));

        var dialogs = (Dialogs) phone.call(new GetDialogs.Builder(0, 0, new InputPeerEmpty(), 10, 0).build());
        var full = phone.call(new GetFullUser(new InputUser(22, phone.to(bob).accessHash())));
        assertThat(dialogs.dialogs())
                .singleElement()
                .isInstanceOfSatisfying(
                        Dialog.class,
                        dialog -> assertThat(dialog.notifySettings()).isEqualTo(MUTED_PEER));
        assertThat(full.fullUser().notifySettings()).isEqualTo(MUTED_PEER);
        assertThat(phone.call(new GetNotifySettings(toBob()))).isEqualTo(MUTED_PEER);
    }

    @Test
    void settingsAreTheOwnersAlone() {
        Session other = town.online(bob);

        phone.call(new chappe.wire.account.UpdateNotifySettings(toBob(), MUTED));

        assertThat(other.pushes()).isEmpty();
        assertThat(other.call(new GetNotifySettings(new InputNotifyPeer(other.to(alice)))))
                .isEqualTo(LIKE_ITS_KIND);
    }

    @Test
    void aKindOfPeersLeavesNothingOpen() {
        PeerNotifySettings first = phone.call(new GetNotifySettings(new InputNotifyUsers()));
        Session laptop = town.online(alice, 2);

        phone.call(new chappe.wire.account.UpdateNotifySettings(
                new InputNotifyUsers(),
                new InputPeerNotifySettings.Builder()
                        .showPreviews(false)
                        .sound(new NotificationSoundNone())
                        .build()));

        PeerNotifySettings changed = phone.call(new GetNotifySettings(new InputNotifyUsers()));
        assertThat(first.showPreviews()).isTrue();
        assertThat(first.muteUntil()).isZero();
        assertThat(first.otherSound()).isEqualTo(new NotificationSoundDefault());
        assertThat(changed.showPreviews()).isFalse();
        assertThat(changed.silent()).isFalse();
        assertThat(changed.iosSound()).isEqualTo(new NotificationSoundNone());
        assertThat(changed.androidSound()).isEqualTo(new NotificationSoundNone());
        assertThat(laptop.updates()).containsExactly(new UpdateNotifySettings(new NotifyUsers(), changed));
        assertThat(phone.call(new GetNotifySettings(new InputNotifyChats()))).isEqualTo(first);
        assertThat(phone.call(new GetNotifySettings(new InputNotifyBroadcasts())))
                .isEqualTo(first);
        assertThat(phone.call(new GetNotifySettings(toBob()))).isEqualTo(LIKE_ITS_KIND);
    }

    @Test
    void exceptionsAreThePeersThatDifferInWhatIsAskedFor() {
        UserId carol = town.settle(33, "Carol");
        UserId dave = town.settle(44, "Dave");
        set(bob, MUTED);
        set(
                carol,
                new InputPeerNotifySettings.Builder()
                        .sound(new NotificationSoundLocal("Bell", "bell.ogg"))
                        .build());
        set(dave, new InputPeerNotifySettings.Builder().storiesMuted(true).build());

        assertThat(exceptions(new GetNotifyExceptions.Builder().build())).containsExactly(22L);
        assertThat(exceptions(
                        new GetNotifyExceptions.Builder().compareSound(true).build()))
                .containsExactly(22L, 33L);
        assertThat(exceptions(
                        new GetNotifyExceptions.Builder().compareStories(true).build()))
                .containsExactly(22L, 44L);
        assertThat(exceptions(new GetNotifyExceptions.Builder()
                        .peer(new InputNotifyUsers())
                        .build()))
                .containsExactly(22L);
        assertThat(exceptions(new GetNotifyExceptions.Builder()
                        .peer(new InputNotifyChats())
                        .build()))
                .isEmpty();
        assertThat(exceptions(new GetNotifyExceptions.Builder()
                        .peer(new InputNotifyPeer(phone.to(carol)))
                        .compareSound(true)
                        .build()))
                .containsExactly(33L);
    }

    @Test
    void emptySettingsAndTheResetTakeExceptionsBack() {
        UserId carol = town.settle(33, "Carol");
        set(bob, MUTED);
        set(carol, MUTED);
        phone.call(new chappe.wire.account.UpdateNotifySettings(new InputNotifyChats(), MUTED));

        set(bob, NOTHING);

        assertThat(exceptions(new GetNotifyExceptions.Builder().build())).containsExactly(33L);

        Session laptop = town.online(alice, 2);
        phone.call(new ResetNotifySettings());

        assertThat(exceptions(new GetNotifyExceptions.Builder().build())).isEmpty();
        assertThat(phone.call(new GetNotifySettings(new InputNotifyChats())).muteUntil())
                .isZero();
        assertThat(laptop.updates())
                .hasSize(2)
                .contains(new UpdateNotifySettings(new NotifyPeer(new PeerUser(33)), LIKE_ITS_KIND));
    }

    @Test
    void peersThatOneMayNotNameAreRefused() {
        for (InputNotifyPeerType peer : List.of(
                new InputNotifyPeer(new InputPeerUser(22, 1)),
                new InputNotifyPeer(new InputPeerChat(1)),
                new InputNotifyForumTopic(new InputPeerSelf(), 1))) {
            assertThat(phone.refusal(new GetNotifySettings(peer))).isEqualTo("PEER_ID_INVALID");
            assertThat(phone.refusal(new chappe.wire.account.UpdateNotifySettings(peer, MUTED)))
                    .isEqualTo("PEER_ID_INVALID");
        }
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        for (InputPeerNotifySettings settings : List.of(
                new InputPeerNotifySettings.Builder().muteUntil(-1).build(),
                new InputPeerNotifySettings.Builder()
                        .sound(new NotificationSoundRingtone(1))
                        .build(),
                new InputPeerNotifySettings.Builder()
                        .sound(new NotificationSoundLocal("x".repeat(129), ""))
                        .build(),
                new InputPeerNotifySettings.Builder()
                        .storiesSound(new NotificationSoundLocal("", "x".repeat(129)))
                        .build())) {
            assertThat(phone.refusal(new chappe.wire.account.UpdateNotifySettings(toBob(), settings)))
                    .isEqualTo("SETTINGS_INVALID");
        }
        assertThat(phone.call(new GetNotifySettings(toBob()))).isEqualTo(LIKE_ITS_KIND);
    }

    @Test
    void exceptionsHaveALimitThatOldOnesDoNotMeet() {
        for (int i = 0; i < Limits.NOTIFY_EXCEPTIONS_MAX; i++) set(new UserId(1_000 + i), MUTED);

        String refusal = phone.refusal(new chappe.wire.account.UpdateNotifySettings(toBob(), MUTED));
        set(new UserId(1_000), NOTHING);
        set(bob, MUTED);

        assertThat(refusal).isEqualTo("SETTINGS_INVALID");
        assertThat(phone.call(new GetNotifySettings(toBob()))).isEqualTo(MUTED_PEER);
    }

    private void set(UserId peer, InputPeerNotifySettings settings) {
        phone.call(new chappe.wire.account.UpdateNotifySettings(new InputNotifyPeer(phone.to(peer)), settings));
    }

    private List<Long> exceptions(GetNotifyExceptions ask) {
        var answer = (Updates) phone.call(ask);
        assertThat(answer.users()).hasSameSizeAs(answer.updates());
        return answer.updates().stream()
                .map(each -> ((PeerUser) ((NotifyPeer) ((UpdateNotifySettings) each).peer()).peer()).userId())
                .toList();
    }

    private InputNotifyPeer toBob() {
        return new InputNotifyPeer(phone.to(bob));
    }

    private int now() {
        return (int) town.clock.instant().getEpochSecond();
    }
}
