package chappe.domain.account;

import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.core.Refusal;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.SignIns.Login;
import chappe.domain.account.SignIns.Outcome;
import chappe.store.Partition;
import chappe.store.record.AccountProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rule R11: the phone's partition decides, its letter opens the account, and nothing that goes wrong between
/// makes two owners, or none.
final class SignUpInterleavingsTest {
    private static final String ADA = "+9996610001";
    private static final String BOB = "+9996610002";

    @TempDir
    Path folder;

    @Test
    void ofManySignUpsOfOnePhoneAtOnceOneWins() {
        try (var world = AccountWorld.open(folder)) {
            List<Proven> rivals =
                    IntStream.range(0, 8).mapToObj(i -> proven(world, ADA)).toList();

            List<Object> outcomes =
                    atOnce(rivals.stream().map(each -> signingUp(world, each)).toList());

            List<Object> winners =
                    outcomes.stream().filter(UserId.class::isInstance).toList();
            assertThat(winners).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(RpcError.PHONE_NUMBER_OCCUPIED::equals)
                    .hasSize(7);
            assertThat(owner(world, ADA)).isEqualTo(winners.getFirst());
        }
    }

    @Test
    void oneProvenCodeMakesOneAccount() {
        try (var world = AccountWorld.open(folder)) {
            Proven proven = proven(world, ADA);

            List<Object> outcomes = atOnce(IntStream.range(0, 4)
                    .mapToObj(i -> signingUp(world, proven))
                    .toList());

            assertThat(outcomes).filteredOn(UserId.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(RpcError.PHONE_CODE_EXPIRED::equals).hasSize(3);
        }
    }

    @Test
    void aCrashBetweenTheClaimAndTheAccountLosesNothing() {
        try (var world = new AccountWorld(folder)) {
            claimWithoutDelivery(world, ADA);
        }

        try (var world = AccountWorld.open(folder)) {
            UserId owner = owner(world, ADA);

            assertThat(world.users.get(owner).firstName()).isEqualTo("Ada");
            assertThat(world.signIn(ADA, world.key())).isEqualTo(new Outcome.SignedIn(owner));
        }
    }

    @Test
    void aPhoneWhoseAccountIsNotOpenYetIsNotFoundByOthers() {
        UserId bob;
        try (var world = AccountWorld.open(folder)) {
            bob = world.signUp(BOB, "Bob", "");
        }

        try (var world = new AccountWorld(folder)) {
            claimWithoutDelivery(world, ADA);

            refused(() -> world.imports.resolve(bob, ADA), RpcError.PHONE_NOT_OCCUPIED);
        }
    }

    @Test
    void aTakenIdIsDrawnAgainAndItsOwnerUntouched() {
        try (var world = AccountWorld.open(folder)) {
            UserId ada = world.signUp(ADA, "Ada", "");
            world.random.choose(ada.value());
            world.random.choose(ada.value());

            UserId bob = world.signUp(BOB, "Bob", "");

            assertThat(bob).isNotEqualTo(ada);
            assertThat(world.users.get(ada).firstName()).isEqualTo("Ada");
            assertThat(world.users.get(bob).firstName()).isEqualTo("Bob");
            assertThat(world.signIn(ADA, world.key())).isEqualTo(new Outcome.SignedIn(ada));
        }
    }

    @Test
    void theSameIdTwiceOverACrashStillMakesTwoAccounts() {
        UserId ada;
        try (var world = new AccountWorld(folder)) {
            world.random.choose(77);
            claimWithoutDelivery(world, ADA);
            world.random.choose(77);
            claimWithoutDelivery(world, BOB);
        }

        try (var world = AccountWorld.open(folder)) {
            ada = owner(world, ADA);
            UserId bob = owner(world, BOB);

            assertThat(ada).isNotEqualTo(bob);
            assertThat(List.of(ada, bob)).contains(new UserId(77));
            assertThat(world.users.get(ada).phone()).isEqualTo(9996610001L);
            assertThat(world.users.get(bob).phone()).isEqualTo(9996610002L);
        }
    }

    @Test
    void nobodySignsInToAnAccountThatNoLongerHasThePhone() {
        try (var world = AccountWorld.open(folder)) {
            UserId ada = world.signUp(ADA, "Ada", "");
            giveUpPhone(world, ada);
            AuthKeyId key = world.key();

            refused(() -> world.signIn(ADA, key), RpcError.AUTH_RESTART);

            assertThat(world.keys.loginOf(key)).isNull();
        }
    }

    private static UserId owner(AccountWorld world, String phone) {
        Phone number = world.numbers.get(phone);
        return Objects.requireNonNull(world.claims.findOwners(List.of(number)).get(number));
    }

    /// The phone's commit of a sign-up; its letter stays in the store, since this world delivers none.
    private static void claimWithoutDelivery(AccountWorld world, String phone) {
        Phone number = world.numbers.get(phone);
        String name = phone.equals(ADA) ? "Ada" : "Bob";
        world.store.write(LoginCodes.partition(number), change -> {
            world.claims.claim(change, number, new PersonName(name, ""));
            return true;
        });
    }

    private static void giveUpPhone(AccountWorld world, UserId user) {
        world.store.write(Partition.account(user), change -> {
            AccountProfile old = Rows.PROFILE.get(change);
            var other = new AccountProfile(
                    old.userId(), 9996619999L, 1, old.firstName(), old.lastName(), old.about(), old.created());
            Rows.PROFILE.put(change, other);
            return true;
        });
    }

    private static Proven proven(AccountWorld world, String phone) {
        Login login = world.login(phone, world.key());
        String hash = world.codes.send(login.phone(), "192.0.2.1").phoneCodeHash();
        world.signIns.signIn(login, hash, world.sent.last(login.phone()));
        return new Proven(login, hash);
    }

    private static SignUp signingUp(AccountWorld world, Proven proven) {
        return () -> {
            try {
                return world.signIns.signUp(proven.login(), proven.phoneCodeHash(), new PersonName("Ada", ""));
            } catch (Refusal refusal) {
                return refusal.error();
            }
        };
    }

    private static List<Object> atOnce(List<SignUp> calls) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> running =
                    calls.stream().map(call -> threads.submit(call::run)).toList();
            return running.stream().map(SignUpInterleavingsTest::get).toList();
        }
    }

    private static Object get(Future<Object> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    private record Proven(Login login, String phoneCodeHash) {}

    /// A sign-up that is tried: the user, or the error that refused it.
    private interface SignUp {
        Object run();
    }
}
