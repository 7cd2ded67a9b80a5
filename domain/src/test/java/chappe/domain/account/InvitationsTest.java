package chappe.domain.account;

import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.Invitations.Invitation;
import chappe.domain.account.Invitations.Mode;
import chappe.domain.account.SignIns.Login;
import chappe.domain.account.SignIns.Outcome;
import chappe.testkit.FakeClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvitationsTest {
    private static final String ADA = "+9996610001";
    private static final Instant TOMORROW = AccountWorld.START.plus(Duration.ofDays(1));

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock(AccountWorld.START);

    @Test
    void whereSignUpIsByInvitationOthersAreToldThatTheirNumberHasNoAccount() {
        try (AccountWorld world = open(Mode.INVITATION)) {
            assertRefusedWithItsCodeUsedUp(world);
        }
    }

    @Test
    void whereSignUpIsClosedAnInvitationIsOfNoUse() {
        try (AccountWorld world = open(Mode.CLOSED)) {
            world.invitations.invite(world.numbers.get(ADA), TOMORROW);
            world.settle();

            assertRefusedWithItsCodeUsedUp(world);
        }
    }

    @Test
    void thoseWhoHaveAnAccountSignInAsEver() {
        UserId user;
        try (AccountWorld world = open(Mode.OPEN)) {
            user = world.signUp(ADA, "Ada", "");
        }
        try (AccountWorld world = open(Mode.CLOSED)) {
            var key = new AuthKeyId(77);
            world.keys.add(key, new byte[256], 2, null);

            assertThat(world.signIn(ADA, key)).isEqualTo(new Outcome.SignedIn(user));
        }
    }

    @Test
    void anInvitationOpensOneAccountAndIsGone() {
        try (AccountWorld world = open(Mode.INVITATION)) {
            Phone phone = world.numbers.get(ADA);
            world.invitations.invite(phone, TOMORROW);
            world.settle();
            assertThat(world.invitations.list()).containsExactly(new Invitation(phone, TOMORROW));

            UserId user = world.signUp(ADA, "Ada", "");

            assertThat(world.users.get(user).phone()).isEqualTo(phone.digits());
            assertThat(world.invitations.list()).isEmpty();
            assertThat(world.store.<Boolean>read(LoginCodes.partition(phone), world.invitations::admits))
                    .isFalse();
        }
    }

    @Test
    void anInvitationThatExpiredOrWasTakenBackIsNone() {
        try (AccountWorld world = open(Mode.INVITATION)) {
            Phone phone = world.numbers.get(ADA);
            world.invitations.invite(phone, TOMORROW);
            world.settle();
            clock.advance(Duration.ofDays(1));
            assertThat(world.invitations.list()).isEmpty();
            assertRefusedWithItsCodeUsedUp(world);

            world.invitations.invite(phone, TOMORROW.plus(Duration.ofDays(1)));
            world.settle();
            assertThat(world.invitations.withdraw(phone)).isTrue();
            assertThat(world.invitations.withdraw(phone)).isFalse();
            world.settle();

            assertRefusedWithItsCodeUsedUp(world);
        }
    }

    @Test
    void anInvitationThatIsTakenBackWhileItsGuestSignsUpIsNone() {
        try (AccountWorld world = open(Mode.INVITATION)) {
            Login login = world.login(ADA, world.key());
            world.invitations.invite(login.phone(), TOMORROW);
            world.settle();
            String hash = world.codes.send(login.phone(), "192.0.2.1").phoneCodeHash();
            assertThat(world.signIns.signIn(login, hash, world.sent.last(login.phone())))
                    .isEqualTo(new Outcome.SignUpRequired());

            world.invitations.withdraw(login.phone());
            world.settle();

            refused(() -> world.signIns.signUp(login, hash, new PersonName("Ada", "")), RpcError.PHONE_CODE_EXPIRED);
        }
    }

    /// Refused only after the number was proven, and the code does not serve a second time.
    private static void assertRefusedWithItsCodeUsedUp(AccountWorld world) {
        Login login = world.login(ADA, world.key());
        String hash = world.codes.send(login.phone(), "192.0.2.1").phoneCodeHash();
        String code = world.sent.last(login.phone());

        refused(() -> world.signIns.signIn(login, hash, "0" + code), RpcError.PHONE_CODE_INVALID);
        refused(() -> world.signIns.signIn(login, hash, code), RpcError.PHONE_NUMBER_UNOCCUPIED);
        refused(() -> world.signIns.signIn(login, hash, code), RpcError.PHONE_CODE_EXPIRED);
        refused(() -> world.signIns.signUp(login, hash, new PersonName("Ada", "")), RpcError.PHONE_CODE_EXPIRED);
    }

    private AccountWorld open(Mode mode) {
        var world = new AccountWorld(folder, clock, CodePolicy.DEFAULT, mode);
        world.deliver();
        return world;
    }
}
