package chappe.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.core.tl.TlMethod;
import chappe.wire.InputChannelEmpty;
import chappe.wire.InputPeer;
import chappe.wire.InputPeerChat;
import chappe.wire.InputPeerEmpty;
import chappe.wire.InputPeerSelf;
import chappe.wire.InputPeerUser;
import chappe.wire.InputPhoneContact;
import chappe.wire.InputStickerSetDice;
import chappe.wire.InputStickerSetEmpty;
import chappe.wire.InputStickerSetID;
import chappe.wire.InputStickerSetShortName;
import chappe.wire.InputUserEmpty;
import chappe.wire.InputUserSelf;
import chappe.wire.LangPackDifference;
import chappe.wire.Timezone;
import chappe.wire.User;
import chappe.wire.channels.GetChannelRecommendations;
import chappe.wire.contacts.ImportContacts;
import chappe.wire.help.GetTimezonesList;
import chappe.wire.help.GetUserInfo;
import chappe.wire.help.TimezonesList;
import chappe.wire.help.TimezonesListNotModified;
import chappe.wire.langpack.GetDifference;
import chappe.wire.langpack.GetLangPack;
import chappe.wire.langpack.GetLanguage;
import chappe.wire.langpack.GetLanguages;
import chappe.wire.langpack.GetStrings;
import chappe.wire.messages.GetCommonChats;
import chappe.wire.messages.GetPeerSettings;
import chappe.wire.messages.GetScheduledHistory;
import chappe.wire.messages.GetSearchCounters;
import chappe.wire.messages.GetStickerSet;
import chappe.wire.messages.PeerSettings;
import chappe.wire.messages.StickerSet;
import chappe.wire.payments.GetSavedStarGifts;
import chappe.wire.payments.GetStarGiftCollections;
import chappe.wire.payments.GetStarsStatus;
import chappe.wire.payments.GetStarsSubscriptions;
import chappe.wire.payments.GetStarsTransactions;
import chappe.wire.photos.GetUserPhotos;
import chappe.wire.stories.GetAlbums;
import chappe.wire.stories.GetPeerMaxIDs;
import chappe.wire.stories.GetPeerStories;
import chappe.wire.stories.GetPinnedStories;
import chappe.wire.stories.GetStoriesArchive;
import chappe.wire.users.GetRequirementsToContact;
import chappe.wire.users.GetSavedMusic;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is not built answers empty where clients load it, and refuses what names something that cannot exist.
class EmptyAnswersTest {
    private static final InputPeerUser STRANGER = new InputPeerUser(12345, 678);
    private static final InputPeer GROUP = new InputPeerChat(1);

    @TempDir
    static Path data;

    private static World world;
    private static TestClient client;

    @BeforeAll
    static void start() {
        world = World.start(data);
        client = world.signIn("+9996630001");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void whoOrWhatDoesNotExistIsRefused() {
        refuses(new GetStickerSet(new InputStickerSetShortName("cats"), 0), "STICKERSET_INVALID");
        refuses(new GetStickerSet(new InputStickerSetID(1, 1), 0), "STICKERSET_INVALID");
        refuses(new GetStickerSet(new InputStickerSetEmpty(), 0), "STICKERSET_INVALID");
        refuses(new GetStickerSet(new InputStickerSetDice(""), 0), "EMOTICON_STICKERPACK_MISSING");
        refuses(new GetLanguage("tdesktop", "de"), "LANG_CODE_NOT_SUPPORTED");
        refuses(new GetLanguage("x".repeat(65), "en"), "LANG_PACK_INVALID");
        refuses(new GetLanguages("x".repeat(65)), "LANG_PACK_INVALID");
        refuses(new GetLangPack("x".repeat(65), "en"), "LANG_PACK_INVALID");
        refuses(new GetStrings("x".repeat(65), "en", List.of()), "LANG_PACK_INVALID");
        refuses(new GetUserInfo(new InputUserEmpty()), "USER_INVALID");
        refuses(new GetUserPhotos(new InputUserEmpty(), 0, 0, 1), "USER_ID_INVALID");
        refuses(new GetSavedMusic(new InputUserEmpty(), 0, 1, 0), "USER_ID_INVALID");
        refuses(new GetCommonChats(new InputUserEmpty(), 0, 1), "USER_ID_INVALID");
        refuses(
                new GetChannelRecommendations.Builder()
                        .channel(new InputChannelEmpty())
                        .build(),
                "CHANNEL_INVALID");
        refuses(new GetRequirementsToContact(Collections.nCopies(201, new InputUserSelf())), "INPUT_REQUEST_TOO_LONG");
    }

    @Test
    void peersThatTheCallerMayNotNameAreRefused() {
        for (InputPeer peer : List.of(STRANGER, GROUP, new InputPeerEmpty())) {
            refuses(new GetPeerSettings(peer), "PEER_ID_INVALID");
            refuses(new GetScheduledHistory(peer, 0), "PEER_ID_INVALID");
            refuses(new GetSearchCounters.Builder(peer, List.of()).build(), "PEER_ID_INVALID");
            refuses(new GetPeerStories(peer), "PEER_ID_INVALID");
            refuses(new GetPinnedStories(peer, 0, 1), "PEER_ID_INVALID");
            refuses(new GetStoriesArchive(peer, 0, 1), "PEER_ID_INVALID");
            refuses(new GetAlbums(peer, 0), "PEER_ID_INVALID");
            refuses(new GetStarsStatus.Builder(peer).build(), "PEER_ID_INVALID");
            refuses(new GetStarsTransactions.Builder(peer, "", 1).build(), "PEER_ID_INVALID");
            refuses(new GetStarsSubscriptions.Builder(peer, "").build(), "PEER_ID_INVALID");
            refuses(new GetSavedStarGifts.Builder(peer, "", 1).build(), "PEER_ID_INVALID");
            refuses(new GetStarGiftCollections(peer, 0), "PEER_ID_INVALID");
        }
    }

    @Test
    void listsThatAnswerEachQuestionHaveAsManyAnswers() {
        var self = new InputUserSelf();

        assertThat(client.call(new GetRequirementsToContact(List.of(self, self))))
                .hasSize(2);
        assertThat(client.call(new GetPeerMaxIDs(List.of(new InputPeerSelf(), STRANGER))))
                .hasSize(2);
    }

    @Test
    void systemSetsDifferInIdAndName() {
        var sets = StartUpCalls.of("messages.getStickerSet").stream()
                .map(call -> ((StickerSet) client.call((GetStickerSet) call)).set())
                .toList();

        assertThat(sets).extracting(set -> set.id()).doesNotHaveDuplicates();
        assertThat(sets).extracting(set -> set.shortName()).doesNotHaveDuplicates();
        assertThat(sets).allMatch(set -> set.count() == 0);
    }

    @Test
    void aClientKeepsTheVersionOfItsTexts() {
        var difference = client.call(new GetDifference("android", "de", 17));

        assertThat(difference).isEqualTo(new LangPackDifference("de", 17, 17, List.of()));
    }

    @Test
    void timezonesComeOnceAndWithTheirOffsets() {
        var zones = (TimezonesList) client.call(new GetTimezonesList(0));

        assertThat(zones.timezones())
                .contains(new Timezone("Asia/Tokyo", "Tokyo", 9 * 3600))
                .extracting(Timezone::id)
                .doesNotHaveDuplicates();
        assertThat(client.call(new GetTimezonesList(zones.hash()))).isInstanceOf(TimezonesListNotModified.class);
    }

    @Test
    void theBarAboveAChatOffersToAddAStranger() {
        TestClient other = world.signIn("+9996630002");
        var contact = new InputPhoneContact.Builder(1, "+9996630002", "Bob", "").build();
        var imported = client.call(new ImportContacts(List.of(contact)));
        var bob = (User) imported.users().getFirst();
        var named = new InputPeerUser(bob.id(), Objects.requireNonNull(bob.accessHash()));

        PeerSettings known = client.call(new GetPeerSettings(named));
        PeerSettings self = other.call(new GetPeerSettings(new InputPeerSelf()));

        assertThat(known.settings().addContact()).isFalse();
        assertThat(known.users()).containsExactly(bob);
        assertThat(self.settings().addContact()).isFalse();
    }

    private static void refuses(TlMethod<?> call, String error) {
        assertThatThrownBy(() -> client.call(call))
                .as(call.methodName())
                .isInstanceOfSatisfying(
                        RpcFault.class, refused -> assertThat(refused.error()).isEqualTo(error));
    }
}
