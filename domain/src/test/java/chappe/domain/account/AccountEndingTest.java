package chappe.domain.account;

import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.core.LoginLimits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.SignIns.Outcome;
import chappe.domain.box.Actor;
import chappe.domain.box.Boxes;
import chappe.domain.box.Draft;
import chappe.domain.box.FormattedText;
import chappe.domain.box.Histories;
import chappe.domain.box.Messages;
import chappe.domain.box.Peer;
import chappe.domain.box.Window;
import chappe.store.Partition;
import chappe.store.View;
import chappe.store.record.BoxMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountEndingTest {
    private static final String ADA = "+9996610001";
    private static final AuthKeyId ADAS_KEY = new AuthKeyId(1);
    private static final AuthKeyId BOBS_KEY = new AuthKeyId(2);

    @TempDir
    Path folder;

    private AccountWorld world;
    private Boxes boxes;
    private UserId ada;
    private UserId bob;
    private long randomId;

    @BeforeEach
    void open() {
        world = AccountWorld.open(folder);
        boxes = world.boxes;
        ada = world.signUp(ADA, "Ada", "");
        bob = world.signUp("+9996620001", "Bob", "");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aDeletedAccountIsErasedAndItsSessionsEnd() {
        world.contacts.add(AccountWorld.by(ada), bob, new ContactName("Bob", ""), null, true);
        send(ada, bob, "from ada");
        send(bob, ada, "from bob");

        delete();

        assertThat(world.keys.loginOf(ADAS_KEY)).isNull();
        assertThat(world.users.find(ada)).isNull();
        assertThat(isErased(Partition.account(ada))).isTrue();
        assertThat(isErased(Partition.box(ada))).isTrue();
    }

    @Test
    void whatOthersGotStaysWithThem() {
        send(ada, bob, "from ada");
        send(bob, ada, "from bob");

        delete();

        assertThat(texts(bob, ada)).containsExactly("from ada", "from bob");
    }

    @Test
    void lettersToADeletedAccountAreDropped() {
        delete();

        send(bob, ada, "hello?");
        world.contacts.add(AccountWorld.by(bob), ada, new ContactName("Ada", ""), null, false);
        world.settle();

        assertThat(texts(bob, ada)).containsExactly("hello?");
        assertThat(isErased(Partition.box(ada))).isTrue();
        assertThat(isErased(Partition.account(ada))).isTrue();
        assertThat(world.post.parked()).isZero();
    }

    @Test
    void theContactsOfADeletedAccountLoseIt() {
        world.contacts.add(AccountWorld.by(ada), bob, new ContactName("Bob", ""), null, true);
        world.contacts.add(AccountWorld.by(bob), ada, new ContactName("Ada", ""), null, false);
        world.settle();

        delete();

        assertThat(world.contacts.list(bob).contacts()).isEmpty();
        assertThat(world.users.seenBy(bob, ada).isContact()).isFalse();
        assertThat(world.presence.watchers(bob, 10)).isEmpty();
    }

    @Test
    void theNumberIsFreeForSomebodyElse() {
        delete();

        assertThat(world.signIn(ADA, world.key())).isEqualTo(new Outcome.SignUpRequired());
        UserId eve = world.signUp(ADA, "Eve", "");
        assertThat(eve).isNotEqualTo(ada);
    }

    @Test
    void aLongBoxIsErasedInBoundedCommits() {
        for (int i = 0; i < LoginLimits.ERASED_AT_ONCE_MAX; i++) send(ada, ada, "note " + i);
        long before = world.store.read(Partition.box(ada), View::version);

        delete();

        assertThat(isErased(Partition.box(ada))).isTrue();
        long commits = world.store.read(Partition.box(ada), View::version) - before;
        assertThat(commits).isGreaterThan(3);
    }

    @Test
    void anUnusedAccountEndsWhenItsMarkComes() {
        world.ending.setTtl(ada, 30);
        world.clock.advance(Duration.ofDays(20));
        world.authorizations.noteUse(ada, ADAS_KEY, "192.0.2.1");
        world.clock.advance(Duration.ofDays(20));

        wake();
        assertThat(world.users.find(ada)).isNotNull();
        world.clock.advance(Duration.ofDays(10));
        wake();

        assertThat(world.users.find(ada)).isNull();
        assertThat(world.keys.loginOf(ADAS_KEY)).isNull();
        assertThat(world.users.find(bob)).isNotNull();
        assertThat(world.ending.ttlDays(bob)).isEqualTo(548);
    }

    @Test
    void aTimeThatNobodyMaySetIsRefused() {
        refused(() -> world.ending.setTtl(ada, 29), RpcError.TTL_DAYS_INVALID);
        refused(() -> world.ending.setTtl(ada, 731), RpcError.TTL_DAYS_INVALID);
        assertThat(world.ending.ttlDays(ada)).isEqualTo(548);
    }

    @Test
    void deletionGoesOnAfterARestart() throws InterruptedException {
        send(ada, bob, "from ada");
        world.post.pauseWhile(() -> world.store.write(Partition.account(ada), change -> {
            world.ending.begin(change);
            return true;
        }));
        var clock = world.clock;
        world.close();

        world = new AccountWorld(folder, clock, CodePolicy.DEFAULT);
        boxes = world.boxes;
        world.deliver();

        assertThat(isErased(Partition.account(ada))).isTrue();
        assertThat(isErased(Partition.box(ada))).isTrue();
        assertThat(world.keys.loginOf(ADAS_KEY)).isNull();
        assertThat(world.keys.loginOf(BOBS_KEY)).isEqualTo(bob);
    }

    private void delete() {
        world.ending.delete(world.passwords.step().asker(ADAS_KEY, ada, "192.0.2.1"), null);
        world.settle();
    }

    private boolean isErased(Partition partition) {
        return world.store.read(
                partition,
                view -> view.isClosed()
                        && view.scan(new byte[] {0}, new byte[] {(byte) 0xff}, 1, View.Order.ASCENDING)
                                .isEmpty());
    }

    private void wake() {
        for (Partition due : world.store.due(world.clock.instant(), 10))
            world.ending.endUnused(new UserId(due.number()));
        world.settle();
    }

    private void send(UserId from, UserId to, String text) {
        var draft = new Draft(
                new Actor(from, ADAS_KEY),
                Peer.user(to),
                new FormattedText(text, List.of()),
                ++randomId,
                null,
                false,
                false);
        new Messages(boxes).send(draft);
        world.settle();
    }

    private List<String> texts(UserId owner, UserId with) {
        return new Histories(boxes)
                .page(owner, Peer.user(with), Window.newest(10)).messages().stream()
                        .map(BoxMessage::text)
                        .toList()
                        .reversed();
    }
}
