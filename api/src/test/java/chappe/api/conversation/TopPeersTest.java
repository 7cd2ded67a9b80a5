package chappe.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chappe.core.UserId;
import chappe.wire.InputPeerChat;
import chappe.wire.InputPeerSelf;
import chappe.wire.InputPeerUser;
import chappe.wire.PeerUser;
import chappe.wire.TopPeer;
import chappe.wire.TopPeerCategoryBotsPM;
import chappe.wire.TopPeerCategoryCorrespondents;
import chappe.wire.contacts.GetTopPeers;
import chappe.wire.contacts.ResetTopPeerRating;
import chappe.wire.contacts.ToggleTopPeers;
import chappe.wire.contacts.TopPeers;
import chappe.wire.contacts.TopPeersDisabled;
import chappe.wire.contacts.TopPeersNotModified;
import chappe.wire.messages.SendMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom a user writes to most.
final class TopPeersTest {
    @TempDir
    private Path folder;

    private Town town;
    private UserId alice;
    private UserId bob;
    private UserId carol;
    private Session phone;

    @BeforeEach
    void open() {
        town = new Town(folder);
        alice = town.settle(11, "Alice");
        bob = town.settle(22, "Bob");
        carol = town.settle(33, "Carol");
        phone = town.online(alice);
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void whoIsWrittenToMostComesFirst() {
        phone.send(bob, "one");
        phone.send(carol, "one");
        phone.send(carol, "two");

        var top = (TopPeers) phone.call(ask(0));

        assertThat(top.categories()).singleElement().satisfies(category -> {
            assertThat(category.category()).isEqualTo(new TopPeerCategoryCorrespondents());
            assertThat(category.count()).isEqualTo(2);
            assertThat(category.peers())
                    .containsExactly(new TopPeer(new PeerUser(33), 2), new TopPeer(new PeerUser(22), 1));
        });
        assertThat(top.users()).hasSize(2);
    }

    @Test
    void neitherWhoWritesNorOneselfIsCounted() {
        town.online(bob).send(alice, "hi");
        phone.call(new SendMessage.Builder(new InputPeerSelf(), "note", 1).build());
        town.deliver();

        assertThat(rated()).isEmpty();
    }

    @Test
    void aRepeatedSendCountsOnce() {
        var send = new SendMessage.Builder(phone.to(bob), "hi", 5).build();

        phone.call(send);
        phone.call(send);

        assertThat(rated()).containsExactly(new TopPeer(new PeerUser(22), 1));
    }

    @Test
    void ratingsDecayByTheMeasureOfTheConfiguration() {
        phone.send(carol, "one");
        phone.send(carol, "two");
        town.clock.advance(Duration.ofDays(28));
        phone.send(bob, "one");

        List<TopPeer> rated = rated();

        assertThat(rated).extracting(TopPeer::peer).containsExactly(new PeerUser(22), new PeerUser(33));
        assertThat(rated.getLast().rating()).isCloseTo(2 / Math.E, within(1e-9));
    }

    @Test
    void pagesAndHashesAreOfTheSameList() {
        phone.send(bob, "one");
        phone.send(carol, "one");
        phone.send(carol, "two");

        var second = (TopPeers)
                phone.call(new GetTopPeers.Builder(1, 1, 0).correspondents(true).build());

        assertThat(second.categories().getFirst().peers()).containsExactly(new TopPeer(new PeerUser(22), 1));
        assertThat(phone.call(ask(hash(33, 22)))).isEqualTo(new TopPeersNotModified());
        assertThat(phone.call(ask(hash(22, 33)))).isInstanceOf(TopPeers.class);
    }

    @Test
    void aPeerMayBeForgotten() {
        phone.send(bob, "one");
        phone.send(carol, "one");

        phone.call(new ResetTopPeerRating(new TopPeerCategoryCorrespondents(), phone.to(bob)));
        phone.call(new ResetTopPeerRating(new TopPeerCategoryBotsPM(), phone.to(carol)));

        assertThat(rated()).containsExactly(new TopPeer(new PeerUser(33), 1));
    }

    @Test
    void turningItOffForgetsAndCountsNothing() {
        phone.send(bob, "one");

        phone.call(new ToggleTopPeers(false));
        phone.send(bob, "two");

        assertThat(phone.call(ask(0))).isEqualTo(new TopPeersDisabled());

        phone.call(new ToggleTopPeers(true));
        assertThat(rated()).isEmpty();
        phone.send(bob, "three");
        assertThat(rated()).containsExactly(new TopPeer(new PeerUser(22), 1));
    }

    @Test
    void otherCategoriesAreEmptyAndNoneIsRefused() {
        phone.send(bob, "one");

        var bots = (TopPeers)
                phone.call(new GetTopPeers.Builder(0, 10, 0).botsInline(true).build());

        assertThat(bots.categories()).isEmpty();
        assertThat(phone.refusal(new GetTopPeers.Builder(0, 10, 0).build())).isEqualTo("TYPES_EMPTY");
    }

    @Test
    void peersThatOneMayNotNameAreRefused() {
        var category = new TopPeerCategoryCorrespondents();

        assertThat(phone.refusal(new ResetTopPeerRating(category, new InputPeerUser(22, 1))))
                .isEqualTo("PEER_ID_INVALID");
        assertThat(phone.refusal(new ResetTopPeerRating(category, new InputPeerChat(1))))
                .isEqualTo("PEER_ID_INVALID");
    }

    private List<TopPeer> rated() {
        return ((TopPeers) phone.call(ask(0)))
                .categories().stream()
                        .flatMap(category -> category.peers().stream())
                        .toList();
    }

    private static GetTopPeers ask(long hash) {
        return new GetTopPeers.Builder(0, 10, hash).correspondents(true).build();
    }

    /// As the documentation has it (core.telegram.org/api/offsets#hash-generation).
    private static long hash(long... ids) {
        long hash = 0;
        for (long id : ids) {
            hash ^= hash >>> 21;
            hash ^= hash << 35;
            hash ^= hash >>> 4;
            hash += id;
        }
        return hash;
    }
}
