package chappe.domain.account;

import static chappe.domain.account.AccountWorld.by;
import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.Refusal;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.store.Partition;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rule R11: a name's partition decides whose it is; the account releases what it replaces.
final class UsernamesTest {
    private static final String ADA = "+9996610001";
    private static final String BOB = "+9996610002";

    @TempDir
    Path folder;

    private AccountWorld world;
    private UserId ada;
    private UserId bob;

    @BeforeEach
    void open() {
        world = AccountWorld.open(folder);
        ada = world.signUp(ADA, "Ada", "Lovelace");
        bob = world.signUp(BOB, "Bob", "");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aNameLeadsToItsOwnerInAnyCase() {
        world.usernames.set(by(ada), "Countess");

        assertThat(world.users.seenBy(bob, ada).username()).isEqualTo("Countess");
        assertThat(world.search.resolve(bob, "countess")).isEqualTo(ada);
        assertThat(world.search.resolve(bob, "COUNTESS")).isEqualTo(ada);
        refused(() -> world.search.resolve(bob, "Duchess"), RpcError.USERNAME_NOT_OCCUPIED);
        refused(() -> world.search.resolve(bob, "no"), RpcError.USERNAME_INVALID);
    }

    @Test
    void aNameHasOneOwner() {
        world.usernames.set(by(ada), "Countess");

        refused(() -> world.usernames.set(by(bob), "countESS"), RpcError.USERNAME_OCCUPIED);
        assertThat(world.usernames.isFree(bob, "countess")).isFalse();
        assertThat(world.usernames.isFree(ada, "countess")).isTrue();
        assertThat(world.usernames.isFree(bob, "duchess")).isTrue();
        refused(() -> world.usernames.isFree(bob, "x"), RpcError.USERNAME_INVALID);
    }

    @Test
    void aNameThatIsReplacedOrGivenUpIsFree() {
        world.usernames.set(by(ada), "Countess");
        world.usernames.set(by(ada), "Duchess");
        world.settle();

        world.usernames.set(by(bob), "Countess");
        world.usernames.set(by(ada), "");
        world.settle();

        assertThat(world.search.resolve(ada, "Countess")).isEqualTo(bob);
        refused(() -> world.search.resolve(bob, "Duchess"), RpcError.USERNAME_NOT_OCCUPIED);
        assertThat(world.users.seenBy(bob, ada).username()).isNull();
        assertThat(world.usernames.isFree(bob, "Duchess")).isTrue();
    }

    @Test
    void theSameNameAgainIsNoChangeButAnotherCaseIs() {
        refused(() -> world.usernames.set(by(ada), ""), RpcError.USERNAME_NOT_MODIFIED);
        world.usernames.set(by(ada), "Countess");
        refused(() -> world.usernames.set(by(ada), "Countess"), RpcError.USERNAME_NOT_MODIFIED);

        world.usernames.set(by(ada), "countess");
        world.settle();

        assertThat(world.users.seenBy(bob, ada).username()).isEqualTo("countess");
        assertThat(world.search.resolve(bob, "Countess")).isEqualTo(ada);
    }

    @Test
    void whoTakesANameBackBeforeItsReleaseArrivesKeepsIt() throws InterruptedException {
        world.usernames.set(by(ada), "Countess");
        world.settle();
        world.post.pauseWhile(() -> world.store.write(Partition.account(ada), change -> {
            Usernames.release(change); // its letter waits
            return true;
        }));

        world.usernames.set(by(ada), "Countess");
        world.settle();

        assertThat(world.search.resolve(bob, "Countess")).isEqualTo(ada);
    }

    @Test
    void aNameClaimedForAnAccountThatIsNotThereIsReleased() {
        var nobody = new UserId(5);

        world.usernames.set(by(nobody), "Countess");
        world.settle();

        assertThat(world.usernames.isFree(bob, "Countess")).isTrue();
        assertThat(world.index.startingWith("cou", 10)).isEmpty();
    }

    @Test
    void aNameThatADeletedAccountClaimedTooLateIsFree() {
        world.ending.delete(world.passwords.step().asker(world.key(), ada, "192.0.2.1"), null);
        world.settle();
        world.usernames.set(by(ada), "Countess"); // the call was under way; its letter finds a closed account

        world.settle();

        assertThat(world.usernames.isFree(bob, "Countess")).isTrue();
        world.usernames.set(by(bob), "Countess");
        world.settle();
        assertThat(world.search.resolve(bob, "Countess")).isEqualTo(bob);
        assertThat(world.index.startingWith("countess", 10)).containsExactly(bob);
    }

    @Test
    void whateverCallsCrossEachNameIsThatOfTheAccountThatShowsIt() throws InterruptedException {
        List<String> names = List.of("First_one", "Second_one", "Third_one");
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var start = new CountDownLatch(1);
        List<Thread> threads = List.of(ada, bob, ada, bob).stream()
                .map(user -> Thread.startVirtualThread(() -> race(user, names, start, failures)))
                .toList();

        start.countDown();
        for (Thread thread : threads) thread.join();
        world.settle();

        assertThat(failures).isEmpty();
        for (String name : names) {
            UserId owner = world.usernames.findOwner(new Username(name));
            if (owner != null)
                assertThat(world.users.seenBy(ada, owner).username()).isEqualTo(name);
        }
        for (UserId user : List.of(ada, bob)) {
            String name = Objects.requireNonNull(world.users.seenBy(ada, user).username());
            assertThat(world.usernames.findOwner(new Username(name))).isEqualTo(user);
            assertThat(world.index.startingWith(name, 10)).containsExactly(user);
        }
    }

    @Test
    void aSearchFindsNamesThatBeginSo() {
        world.usernames.set(by(ada), "Countess_Ada");
        world.usernames.set(by(bob), "Count_Bob");
        world.settle();

        assertThat(world.search.startingWith(ada, "count", 10)).containsExactly(bob, ada);
        assertThat(world.search.startingWith(ada, "@COUNTESS", 10)).containsExactly(ada);
        assertThat(world.search.startingWith(ada, "count", 1)).containsExactly(bob);
        assertThat(world.search.startingWith(ada, "co", 10)).isEmpty();
        assertThat(world.search.startingWith(ada, "cou\u0000", 10)).isEmpty();
        world.usernames.set(by(ada), "");
        world.settle();
        assertThat(world.search.startingWith(ada, "count", 10)).containsExactly(bob);
        assertThat(world.index.startingWith("count", 10)).containsExactly(bob);
    }

    /// The claim is committed, its letters are not delivered: as after a kill.
    @Test
    void aClaimOutlivesAKillBetweenItsCommitAndItsLetters() {
        world.usernames.set(by(ada), "Countess");
        world.settle();
        world.close();
        var killed = new AccountWorld(folder); // no letter has an effect here
        Thread caller = Thread.startVirtualThread(() -> {
            try {
                killed.usernames.set(by(ada), "Duchess");
            } catch (RuntimeException stopped) {
                // the answer is lost with the process
            }
        });
        while (killed.usernames.findOwner(new Username("Duchess")) == null) Thread.onSpinWait();
        killed.close();
        join(caller);

        world = AccountWorld.open(folder);

        assertThat(world.search.resolve(bob, "Duchess")).isEqualTo(ada);
        assertThat(world.usernames.isFree(bob, "Countess")).isTrue();
        assertThat(world.search.startingWith(bob, "duc", 10)).containsExactly(ada);
        assertThat(world.search.startingWith(bob, "cou", 10)).isEmpty();
    }

    private void race(
            UserId user, List<String> names, CountDownLatch start, ConcurrentLinkedQueue<Throwable> failures) {
        try {
            start.await();
            for (int i = 0; i < 20; i++) setIfFree(user, names.get(i % names.size()));
        } catch (Throwable failed) {
            failures.add(failed);
        }
    }

    private void setIfFree(UserId user, String name) {
        try {
            world.usernames.set(by(user), name);
        } catch (Refusal refused) {
            assertThat(refused.error()).isIn(RpcError.USERNAME_OCCUPIED, RpcError.USERNAME_NOT_MODIFIED);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
