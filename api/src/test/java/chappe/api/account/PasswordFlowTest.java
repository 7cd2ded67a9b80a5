package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.DhGroup;
import chappe.core.LoginLimits;
import chappe.wire.InputCheckPasswordEmpty;
import chappe.wire.InputCheckPasswordSRP;
import chappe.wire.InputUserSelf;
import chappe.wire.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow;
import chappe.wire.PasswordKdfAlgoUnknown;
import chappe.wire.SecurePasswordKdfAlgoPBKDF2HMACSHA512iter100000;
import chappe.wire.SecureSecretSettings;
import chappe.wire.User;
import chappe.wire.account.GetPassword;
import chappe.wire.account.GetPasswordSettings;
import chappe.wire.account.Password;
import chappe.wire.account.PasswordInputSettings;
import chappe.wire.account.UpdatePasswordSettings;
import chappe.wire.auth.CheckPassword;
import chappe.wire.auth.LogOut;
import chappe.wire.auth.SignIn;
import chappe.wire.users.GetUsers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Setting a password, and logging in with it.
final class PasswordFlowTest {
    private static final String ADA = "+9996610001";
    private static final String BOB = "+9996610002";
    private static final GetUsers SELF = new GetUsers(List.of(new InputUserSelf()));
    private static final CheckPassword NONE = new CheckPassword(new InputCheckPasswordEmpty());

    @TempDir
    Path folder;

    private Desk desk;
    private Client client;
    private PasswordClient owner;
    private User ada;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        client = desk.client();
        owner = new PasswordClient(client);
        ada = client.signUp(ADA, "Ada", "Lovelace");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void anAccountWithoutAPasswordSaysHowOneIsMade() {
        Password state = owner.state();

        var algo = PasswordClient.algo(state.newAlgo());
        assertThat(state.hasPassword()).isFalse();
        assertThat(state.currentAlgo()).isNull();
        assertThat(state.srpId()).isNull();
        assertThat(algo.g()).isEqualTo(3);
        assertThat(algo.p()).isEqualTo(DhGroup.bytes(DhGroup.PRIME));
        assertThat(algo.salt1()).hasSize(8);
        assertThat(algo.salt2()).hasSize(16);
        assertThat(state.secureRandom()).hasSize(256);
        assertThat(state.newSecureAlgo()).isInstanceOf(SecurePasswordKdfAlgoPBKDF2HMACSHA512iter100000.class);
    }

    @Test
    void aPasswordIsAskedForOnTheNextDeviceAndLetsItsOwnerIn() {
        owner.set("correct horse", "animal");
        Client second = desk.client();
        String needed = codeGiven(second);
        String readingBefore = second.refusal(SELF);
        var phone = new PasswordClient(second);
        Password state = phone.state();

        var entered = phone.check("correct horse");

        assertThat(needed).isEqualTo("401 SESSION_PASSWORD_NEEDED");
        assertThat(readingBefore).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(state.hasPassword()).isTrue();
        assertThat(state.hint()).isEqualTo("animal");
        assertThat(state.hasRecovery()).isFalse();
        assertThat(Objects.requireNonNull(state.srpB())).hasSize(256);
        assertThat(((User) entered.user()).id()).isEqualTo(ada.id());
        assertThat(second.call(SELF)).hasSize(1);
        assertThat(client.call(SELF)).hasSize(1);
    }

    @Test
    void aWrongPasswordAndAChallengeThatWasUsedAreRefused() {
        owner.set("correct horse", "");
        Client second = awaited();
        var phone = new PasswordClient(second);
        Password state = phone.state();
        InputCheckPasswordSRP wrong = phone.proof(state, "correct horsf");
        InputCheckPasswordSRP right = phone.proof(state, "correct horse");

        assertThat(second.refusal(new CheckPassword(wrong))).isEqualTo("400 PASSWORD_HASH_INVALID");
        assertThat(second.refusal(new CheckPassword(right))).isEqualTo("400 SRP_ID_INVALID");
        assertThat(second.refusal(NONE)).isEqualTo("400 PASSWORD_HASH_INVALID");
        assertThat(second.refusal(new CheckPassword(new InputCheckPasswordSRP(1, new byte[256], new byte[32]))))
                .isEqualTo("400 SRP_A_INVALID");
        assertThat(second.refusal(SELF)).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(phone.check("correct horse")).isNotNull();
    }

    @Test
    void aChallengeServesOnlyTheKeyItWasMadeForAndNotForEver() {
        owner.set("correct horse", "");
        Client second = awaited();
        var phone = new PasswordClient(second);
        InputCheckPasswordSRP others = new PasswordClient(awaited()).proof("correct horse");
        InputCheckPasswordSRP old = phone.proof("correct horse");

        assertThat(second.refusal(new CheckPassword(others))).isEqualTo("400 SRP_ID_INVALID");
        desk.clock.advance(LoginLimits.SRP_CHALLENGE_KEPT.minusSeconds(1));
        codeGiven(second);
        desk.clock.advance(Duration.ofSeconds(1));
        assertThat(second.refusal(new CheckPassword(old))).isEqualTo("400 SRP_ID_INVALID");
    }

    @Test
    void aPasswordThatChangedMeanwhileMustBeAskedForAgain() {
        owner.set("correct horse", "");
        Client second = awaited();
        InputCheckPasswordSRP before = new PasswordClient(second).proof("correct horse");
        change("correct horse", "battery staple");

        assertThat(second.refusal(new CheckPassword(before))).isEqualTo("400 SRP_PASSWORD_CHANGED");
        assertThat(second.refusal(new CheckPassword(new PasswordClient(second).proof("correct horse"))))
                .isEqualTo("400 PASSWORD_HASH_INVALID");
        assertThat(new PasswordClient(second).check("battery staple")).isNotNull();
    }

    @Test
    void aKeyThatWaitsForThePasswordWaitsForAnHour() {
        owner.set("correct horse", "");
        Client second = awaited();
        InputCheckPasswordSRP proof = new PasswordClient(second).proof("correct horse");

        desk.clock.advance(LoginLimits.PASSWORD_PENDING_KEPT);

        assertThat(second.refusal(new CheckPassword(proof))).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(second.refusal(new GetPassword())).isEqualTo("401 AUTH_KEY_UNREGISTERED");
    }

    @Test
    void aKeyThatWaitsMayLogOutAndIsNobodysThen() {
        owner.set("correct horse", "");
        Client second = awaited();
        InputCheckPasswordSRP proof = new PasswordClient(second).proof("correct horse");

        second.call(new LogOut());

        assertThat(second.refusal(new CheckPassword(proof))).isEqualTo("401 AUTH_KEY_UNREGISTERED");
    }

    @Test
    void aStrangersKeyLearnsNothingOfPasswords() {
        Client stranger = desk.client();

        assertThat(stranger.refusal(new GetPassword())).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(stranger.refusal(NONE)).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(stranger.refusal(new GetPasswordSettings(new InputCheckPasswordEmpty())))
                .isEqualTo("401 AUTH_KEY_UNREGISTERED");
    }

    @Test
    void aKeyThatWasLoggedInLosesThatWhenItWaitsForAnotherAccountsPassword() {
        owner.set("correct horse", "");
        Client bob = desk.client();
        bob.signUp(BOB, "Bob", "");

        String needed = codeGiven(bob);

        assertThat(needed).isEqualTo("401 SESSION_PASSWORD_NEEDED");
        assertThat(bob.refusal(SELF)).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(((User) new PasswordClient(bob).check("correct horse").user()).id())
                .isEqualTo(ada.id());
    }

    @Test
    void thePasswordGuardsItsOwnChange() {
        owner.set("correct horse", "");

        assertThat(client.refusal(new UpdatePasswordSettings(new InputCheckPasswordEmpty(), fresh())))
                .isEqualTo("400 PASSWORD_HASH_INVALID");
        assertThat(client.refusal(new UpdatePasswordSettings(owner.proof("wrong"), fresh())))
                .isEqualTo("400 PASSWORD_HASH_INVALID");
        assertThat(client.refusal(new UpdatePasswordSettings(owner.proof("wrong"), PasswordClient.removal())))
                .isEqualTo("400 PASSWORD_HASH_INVALID");
        assertThat(client.refusal(new GetPasswordSettings(owner.proof("wrong"))))
                .isEqualTo("400 PASSWORD_HASH_INVALID");
        var old = owner.proof("correct horse");
        change("correct horse", "battery staple");
        assertThat(client.refusal(new UpdatePasswordSettings(old, fresh()))).isEqualTo("400 SRP_PASSWORD_CHANGED");
        assertThat(client.refusal(new GetPasswordSettings(old))).isEqualTo("400 SRP_ID_INVALID");
        assertThat(client.call(new GetPasswordSettings(owner.proof("battery staple")))
                        .email())
                .isNull();
    }

    @Test
    void whoRemovesThePasswordNeedsNoneAnyMore() {
        owner.set("correct horse", "animal");
        byte[] formerSalt = PasswordClient.algo(owner.state().newAlgo()).salt1();
        Client waiting = awaited();
        InputCheckPasswordSRP former = new PasswordClient(waiting).proof("correct horse");

        client.call(new UpdatePasswordSettings(owner.proof("correct horse"), PasswordClient.removal()));

        assertThat(owner.state().hasPassword()).isFalse();
        assertThat(owner.state().hint()).isNull();
        assertThat(PasswordClient.algo(owner.state().newAlgo()).salt1()).isNotEqualTo(formerSalt);
        assertThat(waiting.refusal(new CheckPassword(former))).isEqualTo("400 SRP_PASSWORD_CHANGED");
        assertThat(waiting.call(NONE)).isNotNull();
        assertThat(desk.client().signIn(ADA).id()).isEqualTo(ada.id());
        assertThat(client.refusal(new UpdatePasswordSettings(new InputCheckPasswordEmpty(), PasswordClient.removal())))
                .isEqualTo("400 NEW_SETTINGS_EMPTY");
    }

    @Test
    void newSettingsMustBeMadeOfWhatTheServerGave() {
        PasswordInputSettings good = fresh();
        var algo = PasswordClient.algo(Objects.requireNonNull(good.newAlgo()));
        byte[] hash = Objects.requireNonNull(good.newPasswordHash());
        byte[] otherSalt = algo.salt1().clone();
        otherSalt[0] ^= 1;

        assertThat(refused(algo(otherSalt, algo.salt2(), algo.p()), hash)).isEqualTo("400 NEW_SALT_INVALID");
        assertThat(refused(algo(algo.salt1(), new byte[16], algo.p()), hash)).isEqualTo("400 NEW_SALT_INVALID");
        assertThat(refused(algo(new byte[0], algo.salt2(), algo.p()), hash)).isEqualTo("400 NEW_SALT_INVALID");
        byte[] otherPrime = algo.p().clone();
        otherPrime[255] ^= 2;
        assertThat(refused(algo(algo.salt1(), algo.salt2(), otherPrime), hash)).isEqualTo("400 NEW_SETTINGS_INVALID");
        assertThat(refused(algo, new byte[256])).isEqualTo("400 NEW_SETTINGS_INVALID");
        assertThat(refused(algo, algo.p())).isEqualTo("400 NEW_SETTINGS_INVALID");
        assertThat(refusedUpdate(
                        PasswordClient.settings(algo, hash, "x".repeat(256)).build()))
                .isEqualTo("400 NEW_SETTINGS_INVALID");
        assertThat(refusedUpdate(new PasswordInputSettings.Builder().build())).isEqualTo("400 NEW_SETTINGS_EMPTY");
        assertThat(refusedUpdate(PasswordClient.email(""))).isEqualTo("400 NEW_SETTINGS_EMPTY");
        var secure = new SecureSecretSettings(
                new SecurePasswordKdfAlgoPBKDF2HMACSHA512iter100000(new byte[8]), new byte[32], 1);
        assertThat(refusedUpdate(PasswordClient.settings(algo, hash, "")
                        .newSecureSettings(secure)
                        .build()))
                .isEqualTo("400 NEW_SETTINGS_INVALID");
        assertThat(owner.state().hasPassword()).isFalse();
        assertThat(client.call(new UpdatePasswordSettings(new InputCheckPasswordEmpty(), good)))
                .isTrue();
        assertThat(refusedUpdate(PasswordClient.settings(new PasswordKdfAlgoUnknown(), new byte[] {1}, "")
                        .build()))
                .isEqualTo("400 NEW_SETTINGS_INVALID");
    }

    private PasswordInputSettings fresh() {
        return owner.newSettings("battery staple", "", null);
    }

    private void change(String from, String to) {
        client.call(new UpdatePasswordSettings(owner.proof(from), owner.newSettings(to, "", null)));
    }

    private String refused(PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow algo, byte[] hash) {
        return refusedUpdate(PasswordClient.settings(algo, hash, "").build());
    }

    private String refusedUpdate(PasswordInputSettings settings) {
        return client.refusal(new UpdatePasswordSettings(new InputCheckPasswordEmpty(), settings));
    }

    private static PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow algo(
            byte[] salt1, byte[] salt2, byte[] p) {
        return new PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(salt1, salt2, 3, p);
    }

    /// A client that has given the right code and waits for the password.
    private Client awaited() {
        Client second = desk.client();
        assertThat(codeGiven(second)).isEqualTo("401 SESSION_PASSWORD_NEEDED");
        return second;
    }

    private static String codeGiven(Client client) {
        String hash = client.sendCode(ADA);
        return client.refusal(
                new SignIn.Builder(ADA, hash).phoneCode(client.code(ADA)).build());
    }
}
