package chappe.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.wire.Authorization;
import chappe.wire.InputUserSelf;
import chappe.wire.account.Authorizations;
import chappe.wire.account.ChangeAuthorizationSettings;
import chappe.wire.account.GetAuthorizations;
import chappe.wire.account.ResetAuthorization;
import chappe.wire.account.SetAuthorizationTTL;
import chappe.wire.auth.ResetAuthorizations;
import chappe.wire.users.GetUsers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ActiveSessionsTest {
    private static final String ADA = "+9996610001";
    private static final GetUsers SELF = new GetUsers(List.of(new InputUserSelf()));

    @TempDir
    Path folder;

    private Desk desk;
    private Client phone;
    private Client laptop;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        phone = desk.client();
        phone.signUp(ADA, "Ada", "");
        desk.clock.advance(Duration.ofHours(25));
        laptop = desk.client();
        laptop.signIn(ADA);
        desk.settle();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void theListNamesTheCallersOwnWithHashZero() {
        Authorizations listed = phone.call(new GetAuthorizations());

        assertThat(listed.authorizationTtlDays()).isEqualTo(180);
        assertThat(listed.authorizations()).hasSize(2);
        Authorization own = current(listed);
        assertThat(own.hash()).isZero();
        assertThat(own.deviceModel()).isEqualTo("Pi");
        assertThat(own.ip()).isEqualTo("192.0.2.1");
        assertThat(own.dateActive()).isGreaterThanOrEqualTo(own.dateCreated());
        assertThat(other(listed).hash()).isNotZero();
        assertThat(other(listed).unconfirmed()).isTrue();
        assertThat(other(listed).current()).isFalse();
    }

    @Test
    void anEndedSessionsNextCallIsTurnedAway() {
        long hash = other(phone.call(new GetAuthorizations())).hash();

        Boolean ended = phone.call(new ResetAuthorization(hash));

        assertThat(ended).isTrue();
        assertThat(laptop.refusal(SELF)).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(phone.call(SELF)).hasSize(1);
        assertThat(phone.refusal(new ResetAuthorization(hash))).isEqualTo("400 HASH_INVALID");
    }

    @Test
    void allOthersAreEndedAtOnce() {
        assertThat(phone.call(new ResetAuthorizations())).isTrue();

        assertThat(laptop.refusal(SELF)).isEqualTo("401 AUTH_KEY_UNREGISTERED");
        assertThat(phone.call(new GetAuthorizations()).authorizations()).hasSize(1);
    }

    @Test
    void aDayMustPassBeforeASessionEndsOthers() {
        long hash = other(laptop.call(new GetAuthorizations())).hash();

        assertThat(laptop.refusal(new ResetAuthorization(hash))).isEqualTo("406 FRESH_RESET_AUTHORISATION_FORBIDDEN");
        assertThat(laptop.refusal(new ResetAuthorizations())).isEqualTo("406 FRESH_RESET_AUTHORISATION_FORBIDDEN");
        assertThat(laptop.refusal(new SetAuthorizationTTL(30))).isEqualTo("406 FRESH_RESET_AUTHORISATION_FORBIDDEN");
        assertThat(phone.call(SELF)).hasSize(1);
    }

    @Test
    void settingsOfASessionAreKept() {
        long hash = other(phone.call(new GetAuthorizations())).hash();

        phone.call(new ChangeAuthorizationSettings(true, hash, true, null));
        phone.call(new SetAuthorizationTTL(30));

        Authorizations listed = phone.call(new GetAuthorizations());
        assertThat(listed.authorizationTtlDays()).isEqualTo(30);
        assertThat(other(listed).unconfirmed()).isFalse();
        assertThat(other(listed).encryptedRequestsDisabled()).isTrue();
        assertThat(other(listed).callRequestsDisabled()).isFalse();
        assertThat(phone.refusal(new ChangeAuthorizationSettings(true, 7, null, null)))
                .isEqualTo("400 HASH_INVALID");
        assertThat(phone.refusal(new SetAuthorizationTTL(0))).isEqualTo("400 TTL_DAYS_INVALID");
        assertThat(phone.refusal(new SetAuthorizationTTL(367))).isEqualTo("400 TTL_DAYS_INVALID");
    }

    private static Authorization current(Authorizations listed) {
        return listed.authorizations().stream()
                .filter(Authorization::current)
                .findFirst()
                .orElseThrow();
    }

    private static Authorization other(Authorizations listed) {
        return listed.authorizations().stream()
                .filter(each -> !each.current())
                .findFirst()
                .orElseThrow();
    }
}
