package chappe.domain.account;

import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.core.Refusal;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.SignIns.Login;
import chappe.domain.account.SignIns.Outcome;
import chappe.testkit.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Guessing codes, and asking for too many.
final class CodeGuessingTest {
    private static final String ADA = "+9996610001";
    private static final CodePolicy.Budgets BUDGETS = CodePolicy.DEFAULT.budgets();

    @TempDir
    Path folder;

    private AccountWorld world;

    @BeforeEach
    void open() {
        world = AccountWorld.open(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aThousandWrongCodesFromManyAddressesNeverGetIn() {
        UserId ada = world.signUp(ADA, "Ada", "");
        AuthKeyId owners = world.key();
        world.signIn(ADA, owners);
        AuthKeyId key = world.key();
        RandomGenerator random = Seed.random("aThousandWrongCodes");
        Map<RpcError, Integer> refusals = new EnumMap<>(RpcError.class);
        String hash = "";

        for (int guess = 0; guess < 1_000; guess++) {
            String address = "198.51." + random.nextInt(256) + "." + random.nextInt(256);
            hash = asked(hash, address, refusals);
            refusals.merge(guessed(key, address, hash), 1, Integer::sum);
            world.clock.advance(Duration.ofSeconds(10));
        }

        assertThat(world.keys.loginOf(key)).isNull();
        assertThat(world.keys.loginOf(owners)).isEqualTo(ada);
        int tried = refusals.getOrDefault(RpcError.PHONE_CODE_INVALID, 0);
        assertThat(tried)
                .isBetween(
                        BUDGETS.wrongPerPhone().burst(), BUDGETS.wrongPerPhone().burst() + 3);
        assertThat(refusals).containsKey(RpcError.FLOOD_WAIT_X);
    }

    @Test
    void afterTooManyWrongCodesTheRightOneWaitsToo() {
        UserId ada = world.signUp(ADA, "Ada", "");
        AuthKeyId key = world.key();
        Login login = fromAfar(key);
        String last = usedUp(login);

        Refusal locked =
                refused(() -> world.signIns.signIn(login, last, world.sent.last(login.phone())), RpcError.FLOOD_WAIT_X);
        refused(() -> world.codes.send(login.phone(), "203.0.113.9"), RpcError.FLOOD_WAIT_X);
        world.clock.advance(Duration.ofSeconds(locked.number()));

        assertThat(locked.number())
                .isEqualTo(24 * 3600 / BUDGETS.wrongPerPhone().burst());
        assertThat(world.signIn(ADA, key)).isEqualTo(new Outcome.SignedIn(ada));
    }

    @Test
    void theOwnerGetsInFromTheOwnNetworkWhateverStrangersGuess() {
        UserId ada = world.signUp(ADA, "Ada", "");
        usedUp(fromAfar(world.key()));

        Outcome outcome = world.signIn(ADA, world.key());

        assertThat(outcome).isEqualTo(new Outcome.SignedIn(ada));
        refused(() -> world.codes.send(world.numbers.get(ADA), "203.0.113.9"), RpcError.FLOOD_WAIT_X);
    }

    @Test
    void theOwnNetworksAllowanceIsSmall() {
        world.signUp(ADA, "Ada", "");
        usedUp(fromAfar(world.key()));
        Login login = world.login(ADA, world.key());
        int allowed = CodePolicy.DEFAULT.allowance().wrong().burst();

        String hash = world.codes.send(login.phone(), "192.0.2.1").phoneCodeHash();
        for (int i = 0; i < allowed; i++) wrong(login, hash);

        Refusal refusal =
                refused(() -> world.signIns.signIn(login, hash, world.sent.last(login.phone())), RpcError.FLOOD_WAIT_X);
        assertThat(refusal.number()).isLessThanOrEqualTo(24 * 3600 / allowed);
    }

    @Test
    void onlyTheLastNetworksAreRemembered() {
        world.signUp(ADA, "Ada", "");
        for (int i = 0; i < CodePolicy.DEFAULT.allowance().networks(); i++) {
            world.clock.advance(Duration.ofHours(1));
            String address = "198.51.100." + i;
            var login = new Login(world.numbers.get(ADA), world.key(), AccountWorld.client(address));
            String hash = world.codes.send(login.phone(), address).phoneCodeHash();
            world.signIns.signIn(login, hash, world.sent.last(login.phone()));
        }
        usedUp(fromAfar(world.key()));

        refused(() -> world.codes.send(world.numbers.get(ADA), "192.0.2.1"), RpcError.FLOOD_WAIT_X);
        world.codes.send(world.numbers.get(ADA), "198.51.100.0");
    }

    @Test
    void aCodeOfAnotherLengthIsWrongAndCostsATry() {
        Login login = world.login(ADA, world.key());
        String hash = world.codes.send(login.phone(), "192.0.2.1").phoneCodeHash();
        String right = world.sent.last(login.phone());

        for (String guess : List.of(right + "0", right.substring(1), " ", "١٢٣٤٥", right + "\0"))
            refused(() -> world.signIns.signIn(login, hash, guess), RpcError.PHONE_CODE_INVALID);

        refused(() -> world.signIns.signIn(login, hash, right), RpcError.PHONE_CODE_EXPIRED);
    }

    @Test
    void guessesAtTheSameTimeCostATryEach() {
        Login login = world.login(ADA, world.key());
        String hash = world.codes.send(login.phone(), "192.0.2.1").phoneCodeHash();
        String wrong = world.sent.wrong(login.phone());

        List<RpcError> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RpcError>> guesses = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> refusalOf(() -> world.signIns.signIn(login, hash, wrong))))
                    .toList();
            answers = guesses.stream().map(CodeGuessingTest::get).toList();
        }

        assertThat(answers)
                .filteredOn(error -> error == RpcError.PHONE_CODE_INVALID)
                .hasSize(5);
        assertThat(answers)
                .filteredOn(error -> error == RpcError.PHONE_CODE_EXPIRED)
                .hasSize(195);
    }

    @Test
    void aPhoneIsSentSoManyCodesOnly() {
        Phone phone = world.numbers.get(ADA);
        for (int i = 0; i < BUDGETS.sendsPerPhone().burst(); i++) world.codes.send(phone, "198.51.100." + i);

        Refusal refusal = refused(() -> world.codes.send(phone, "203.0.113.1"), RpcError.FLOOD_WAIT_X);
        world.clock.advance(Duration.ofSeconds(refusal.number() - 1));
        refused(() -> world.codes.send(phone, "203.0.113.1"), RpcError.FLOOD_WAIT_X);
        world.clock.advance(Duration.ofSeconds(1));
        world.codes.send(phone, "203.0.113.1");

        assertThat(refusal.number()).isEqualTo(360);
        assertThat(world.sent.count()).isEqualTo(BUDGETS.sendsPerPhone().burst() + 1);
    }

    @Test
    void anAddressAsksForSoManyCodesOnlyAlsoAfterARestart() {
        askFrom("2001:db8:1:2::", BUDGETS.sendsPerAddress().burst());

        world.close();
        world = AccountWorld.open(folder);

        refused(() -> world.codes.send(new Phone(9996620000L), "2001:db8:1:2:ffff::9"), RpcError.FLOOD_WAIT_X);
        world.codes.send(new Phone(9996620000L), "2001:db8:1:3::1");
        world.clock.advance(BUDGETS.sendsPerAddress().period());
        world.codes.send(new Phone(9996620000L), "2001:db8:1:2::1");
    }

    @Test
    void anAddressGuessesSoOftenOnlyWhateverThePhone() {
        String address = "198.51.100.7";
        AuthKeyId key = world.key();
        for (int i = 0; i < BUDGETS.wrongPerAddress().burst() / 4; i++) {
            var login = new Login(new Phone(9996620000L + i), key, AccountWorld.client(address));
            String hash = world.codes.send(login.phone(), "203.0.113." + i).phoneCodeHash();
            for (int wrong = 0; wrong < 4; wrong++) {
                refused(
                        () -> world.signIns.signIn(login, hash, world.sent.wrong(login.phone())),
                        RpcError.PHONE_CODE_INVALID);
            }
        }
        Login next = new Login(world.numbers.get(ADA), key, AccountWorld.client(address));
        String hash = world.codes.send(next.phone(), "203.0.113.200").phoneCodeHash();

        refused(() -> world.signIns.signIn(next, hash, world.sent.last(next.phone())), RpcError.FLOOD_WAIT_X);
    }

    private Login fromAfar(AuthKeyId key) {
        return new Login(world.numbers.get(ADA), key, AccountWorld.client("203.0.113.1"));
    }

    /// Gives as many wrong codes as there may be. Returns the hash of a code that lives.
    private String usedUp(Login login) {
        String hash = "";
        for (int i = 0; i < BUDGETS.wrongPerPhone().burst(); i++) {
            if (i % 4 == 0)
                hash = world.codes.send(login.phone(), "203.0.113.1").phoneCodeHash();
            wrong(login, hash);
        }
        return hash;
    }

    private void wrong(Login login, String hash) {
        refused(() -> world.signIns.signIn(login, hash, world.sent.wrong(login.phone())), RpcError.PHONE_CODE_INVALID);
    }

    private void askFrom(String prefix, int times) {
        for (int i = 0; i < times; i++) world.codes.send(new Phone(9996630000L + i), prefix + (i + 1));
    }

    /// Asks for a new code where the last one's tries are over.
    private String asked(String hash, String address, Map<RpcError, Integer> refusals) {
        try {
            return world.codes.send(world.numbers.get(ADA), address).phoneCodeHash();
        } catch (Refusal refusal) {
            refusals.merge(refusal.error(), 1, Integer::sum);
            return hash;
        }
    }

    private RpcError guessed(AuthKeyId key, String address, String hash) {
        Phone phone = world.numbers.get(ADA);
        var login = new Login(phone, key, AccountWorld.client(address));
        return refusalOf(() -> world.signIns.signIn(login, hash, world.sent.wrong(phone)));
    }

    private static RpcError refusalOf(Runnable call) {
        try {
            call.run();
        } catch (Refusal refusal) {
            return refusal.error();
        }
        throw new AssertionError("a wrong code got in");
    }

    private static RpcError get(Future<RpcError> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }
}
