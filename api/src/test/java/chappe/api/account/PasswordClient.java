package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.testkit.SrpClient;
import chappe.wire.InputCheckPasswordEmpty;
import chappe.wire.InputCheckPasswordSRP;
import chappe.wire.PasswordKdfAlgo;
import chappe.wire.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow;
import chappe.wire.PasswordKdfAlgoUnknown;
import chappe.wire.account.GetPassword;
import chappe.wire.account.Password;
import chappe.wire.account.PasswordInputSettings;
import chappe.wire.account.UpdatePasswordSettings;
import chappe.wire.auth.Authorization;
import chappe.wire.auth.CheckPassword;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a client does about passwords: asks for the challenge, computes, and calls.
final class PasswordClient {
    private final Client client;
    private final Map<String, SrpClient> known = new HashMap<>();

    PasswordClient(Client client) {
        this.client = client;
    }

    Password state() {
        return client.call(new GetPassword());
    }

    /// A proof by the challenge that is asked for now.
    InputCheckPasswordSRP proof(String password) {
        return proof(state(), password);
    }

    InputCheckPasswordSRP proof(Password state, String password) {
        var algo = algo(Objects.requireNonNull(state.currentAlgo()));
        byte[] srpB = Objects.requireNonNull(state.srpB());
        var answer = srp(password).answer(algo.salt1(), algo.salt2(), algo.g(), algo.p(), srpB);
        return new InputCheckPasswordSRP(Objects.requireNonNull(state.srpId()), answer.a(), answer.m1());
    }

    /// Settings with a new password, as clients make them of `new_algo`.
    PasswordInputSettings newSettings(String password, String hint, @Nullable String email) {
        var given = algo(state().newAlgo());
        var srp = srp(password);
        byte[] salt1 = srp.extended(given.salt1());
        byte[] verifier = srp.verifier(salt1, given.salt2(), given.g(), given.p());
        var algo = new PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
                salt1, given.salt2(), given.g(), given.p());
        return settings(algo, verifier, hint).email(email).build();
    }

    static PasswordInputSettings removal() {
        return settings(new PasswordKdfAlgoUnknown(), new byte[0], "").build();
    }

    static PasswordInputSettings.Builder settings(PasswordKdfAlgo algo, byte[] hash, String hint) {
        return new PasswordInputSettings.Builder()
                .newAlgo(algo)
                .newPasswordHash(hash)
                .hint(hint);
    }

    static PasswordInputSettings email(String email) {
        return new PasswordInputSettings.Builder().email(email).build();
    }

    /// Sets the first password of an account.
    void set(String password, String hint) {
        assertThat(client.call(
                        new UpdatePasswordSettings(new InputCheckPasswordEmpty(), newSettings(password, hint, null))))
                .isTrue();
    }

    Authorization check(String password) {
        return (Authorization) client.call(new CheckPassword(proof(password)));
    }

    private SrpClient srp(String password) {
        return known.computeIfAbsent(password, fresh -> new SrpClient(fresh, new SecureRandom()));
    }

    static PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow algo(PasswordKdfAlgo algo) {
        return (PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow) algo;
    }
}
