package chappe.domain.account;

import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.core.AuthKeyId;
import chappe.core.DhGroup;
import chappe.core.LoginLimits;
import chappe.core.Refusal;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.PasswordUpdate.PasswordChange;
import chappe.domain.account.Passwords.Challenge;
import chappe.store.Partition;
import chappe.store.View;
import chappe.store.record.AccountPassword;
import chappe.testkit.SrpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Guessing passwords, and what the store keeps of them.
final class PasswordGuessingTest {
    private static final byte[] P = DhGroup.bytes(DhGroup.PRIME);
    private static final ClientDetails PHONE = AccountWorld.client("192.0.2.1");

    @TempDir
    Path folder;

    private final SecureRandom random = TurnedRandom.secure(19);
    private final Map<String, SrpClient> known = new HashMap<>();
    private AccountWorld world;
    private UserId ada;
    private Asker owner;

    @BeforeEach
    void open() {
        world = AccountWorld.open(folder);
        ada = world.signUp("+9996610001", "Ada", "");
        AuthKeyId key = world.key();
        world.keys.login(key, ada, PHONE);
        owner = new Asker(key, ada, true, "192.0.2.1");
        set("correct horse");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aThousandWrongPasswordsFromManyKeysNeverGetInAndNeverLockTheOwnerOut() {
        Map<RpcError, Integer> refusals = new EnumMap<>(RpcError.class);
        for (int guess = 0; guess < 1_000; guess++) {
            Asker guesser = awaited("198.51." + guess / 256 + "." + guess % 256);
            refusals.merge(guess(guesser), 1, Integer::sum);
            assertThat(world.keys.loginOf(guesser.key())).isNull();
            world.clock.advance(Duration.ofSeconds(10));
        }

        int tried = refusals.getOrDefault(RpcError.PASSWORD_HASH_INVALID, 0);
        assertThat(tried).isBetween(LoginLimits.WRONG_PASSWORDS_A_DAY, LoginLimits.WRONG_PASSWORDS_A_DAY + 3);
        assertThat(refusals).hasSize(2).containsEntry(RpcError.FLOOD_WAIT_X, 1_000 - tried);
        assertThat(world.keys.loginOf(owner.key())).isEqualTo(ada);
        world.passwords.passwords().prove(owner, proof(owner, "correct horse"));
    }

    @Test
    void afterTooManyWrongPasswordsTheRightOneWaitsTheTimeThatIsNamed() {
        for (int i = 0; i < LoginLimits.WRONG_PASSWORDS_A_DAY; i++) guess(awaited("198.51.100." + i));
        Asker right = awaited("192.0.2.1");

        Refusal refusal = refused(() -> enter(right), RpcError.FLOOD_WAIT_X);
        world.clock.advance(Duration.ofSeconds(refusal.number() - 1));
        refused(() -> enter(awaited("192.0.2.1")), RpcError.FLOOD_WAIT_X);
        world.clock.advance(Duration.ofSeconds(1));
        Asker later = awaited("192.0.2.1");
        enter(later);

        assertThat(refusal.number()).isEqualTo(24 * 3600 / LoginLimits.WRONG_PASSWORDS_A_DAY);
        assertThat(world.keys.loginOf(later.key())).isEqualTo(ada);
    }

    @Test
    void anAddressGuessesSoOftenOnlyWhateverTheAccount() {
        String address = "198.51.100.7";
        for (int account = 0; account < 5; account++) {
            UserId user = world.signUp("+999662000" + account, "Bob", "");
            AuthKeyId key = world.key();
            world.keys.login(key, user, PHONE);
            set(new Asker(key, user, true, "192.0.2.1"), "pass" + account);
            for (int i = 0; i < LoginLimits.WRONG_PASSWORDS_A_DAY; i++) guess(awaited(user, address));
        }

        refused(() -> enter(awaited(address)), RpcError.FLOOD_WAIT_X);
        enter(awaited("203.0.113.9"));
    }

    @Test
    void anOwnerWhoMistypesIsCountedApartFromGuessers() {
        for (int i = 0; i < LoginLimits.WRONG_PASSWORDS_A_DAY; i++)
            assertThat(guess(owner)).isEqualTo(RpcError.PASSWORD_HASH_INVALID);

        assertThat(guess(owner)).isEqualTo(RpcError.FLOOD_WAIT_X);
        Asker second = awaited("192.0.2.1");
        enter(second);
        assertThat(world.keys.loginOf(second.key())).isEqualTo(ada);
    }

    @Test
    void guessesAtTheSameTimeCostATryEach() {
        List<RpcError> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RpcError>> guesses = IntStream.range(0, 60)
                    .mapToObj(i -> awaited("198.51.100." + i))
                    .map(guesser -> threads.submit(() -> guess(guesser)))
                    .toList();
            answers = guesses.stream().map(PasswordGuessingTest::get).toList();
        }

        assertThat(answers)
                .filteredOn(error -> error == RpcError.PASSWORD_HASH_INVALID)
                .hasSize(LoginLimits.WRONG_PASSWORDS_A_DAY);
        assertThat(answers).filteredOn(error -> error == RpcError.FLOOD_WAIT_X).hasSize(40);
    }

    @Test
    void ofTooManyChallengesOfAKeyTheOldestGivesWay() {
        Asker second = awaited("192.0.2.1");
        SrpProof first = proof(second, "correct horse");
        for (int i = 0; i < LoginLimits.SRP_CHALLENGES_MAX; i++) {
            world.clock.advance(Duration.ofSeconds(1));
            challenge(second);
        }

        refused(() -> world.passwords.step().prove(second, first, PHONE), RpcError.SRP_ID_INVALID);
        enter(second);
    }

    @Test
    void aChallengeOfOneUserDoesNotServeAnotherUnderTheSameKey() {
        UserId bob = world.signUp("+9996610002", "Bob", "");
        AuthKeyId bobsKey = world.key();
        world.keys.login(bobsKey, bob, PHONE);
        set(new Asker(bobsKey, bob, true, "192.0.2.1"), "battery");
        Asker asBob = awaited(bob, "192.0.2.1");
        SrpProof forBob = proof(asBob, "battery");
        world.keys.awaitPassword(asBob.key(), ada, LoginLimits.PASSWORD_PENDING_KEPT);
        Asker asAda = world.passwords.step().asker(asBob.key(), null, "192.0.2.1");

        refused(() -> world.passwords.step().prove(asAda, forBob, PHONE), RpcError.SRP_ID_INVALID);
    }

    @Test
    void aKeyThatNoLongerWaitsIsNotLoggedInByAProof() {
        Asker second = awaited("192.0.2.1");
        SrpProof proof = proof(second, "correct horse");
        world.keys.logout(second.key());

        refused(() -> world.passwords.step().prove(second, proof, PHONE), RpcError.AUTH_KEY_UNREGISTERED);

        assertThat(world.keys.loginOf(second.key())).isNull();
    }

    @Test
    void waitingAndPasswordsOutliveARestart() {
        Asker second = awaited("192.0.2.1");
        SrpProof proof = proof(second, "correct horse");

        world.close();
        world = AccountWorld.open(folder);
        world.passwords.step().prove(second, proof, PHONE);

        assertThat(world.keys.loginOf(second.key())).isEqualTo(ada);
    }

    @Test
    void aDestroyedKeyWaitsForNothing() {
        Asker second = awaited("192.0.2.1");
        challenge(second);

        world.keys.destroy(second.key());

        assertThat(world.passwords.step().findAwaited(second.key())).isNull();
        assertThat(world.store.<List<View.Row>>read(
                        Partition.authKey(second.key()),
                        view -> view.scan(new byte[] {40}, new byte[] {42}, 10, View.Order.ASCENDING)))
                .isEmpty();
    }

    @Test
    void theStoreKeepsAVerifierSealedAndOnlyForItsAccount() {
        AccountPassword row = Objects.requireNonNull(world.store.read(Partition.account(ada), Rows.PASSWORD::find));
        byte[] salt1 = Objects.requireNonNull(row.salt1());
        byte[] sealed = Objects.requireNonNull(row.sealed());
        byte[] verifier = srp("correct horse").verifier(salt1, Objects.requireNonNull(row.salt2()), DhGroup.G, P);
        var stored = new StoredPasswords(world.clock, world.secret, new XorSealing());

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(verifier, StandardCharsets.ISO_8859_1));
        assertThat(DhGroup.bytes(stored.open(ada, row).v())).isEqualTo(verifier);
        assertThatThrownBy(() -> stored.open(new UserId(ada.value() ^ 1), row))
                .isInstanceOf(IllegalStateException.class);
    }

    private void set(String password) {
        set(owner, password);
    }

    private void set(Asker asker, String password) {
        var state = world.passwords.passwords().state(asker);
        var client = srp(password);
        byte[] salt1 = client.extended(state.newSalt1());
        byte[] verifier = client.verifier(salt1, state.newSalt2(), DhGroup.G, P);
        var change = new PasswordChange.Set(new NewPassword(salt1, state.newSalt2(), verifier, ""));
        world.passwords.settings().update(asker, null, new PasswordUpdate(change, null));
    }

    /// A fresh key that has proven the phone, as a right code leaves it.
    private Asker awaited(String address) {
        return awaited(ada, address);
    }

    private Asker awaited(UserId user, String address) {
        AuthKeyId key = world.key();
        refused(() -> world.passwords.step().enter(key, user, PHONE), RpcError.SESSION_PASSWORD_NEEDED);
        return world.passwords.step().asker(key, null, address);
    }

    private void enter(Asker asker) {
        world.passwords.step().prove(asker, proof(asker, "correct horse"), PHONE);
    }

    private SrpProof proof(Asker asker, String password) {
        Challenge challenge = challenge(asker);
        var answer = srp(password).answer(challenge.salt1(), challenge.salt2(), DhGroup.G, P, challenge.srpB());
        return SrpProof.of(challenge.srpId(), answer.a(), answer.m1());
    }

    private SrpClient srp(String password) {
        return known.computeIfAbsent(password, fresh -> new SrpClient(fresh, random));
    }

    private Challenge challenge(Asker asker) {
        return Objects.requireNonNull(world.passwords.passwords().state(asker).challenge());
    }

    /// Answers a challenge at random, which is as good as any wrong password and costs the test no derivation.
    private RpcError guess(Asker asker) {
        byte[] a = new byte[200];
        byte[] m1 = new byte[32];
        random.nextBytes(a);
        random.nextBytes(m1);
        try {
            var proof = SrpProof.of(challenge(asker).srpId(), a, m1);
            world.passwords.step().prove(asker, proof, PHONE);
        } catch (Refusal refusal) {
            return refusal.error();
        }
        throw new AssertionError("a wrong password got in");
    }

    private static RpcError get(Future<RpcError> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }
}
