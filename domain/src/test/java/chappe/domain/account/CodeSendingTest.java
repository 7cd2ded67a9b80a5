package chappe.domain.account;

import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.RpcError;
import chappe.domain.account.LoginCodes.SentCode;
import chappe.domain.account.SignIns.Login;
import chappe.domain.account.SignIns.Outcome;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// By which ways codes go, and what is left of them that nobody took.
final class CodeSendingTest {
    private static final String ADDRESS = "192.0.2.1";
    private static final Phone ADA = new Phone(9996610001L);
    private static final CodePolicy POLICY = CodePolicy.DEFAULT;

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
    void aCodeThatNobodyTookCostsThePhoneNothing() {
        world.sent.breakDown();
        for (int i = 0; i < 2 * POLICY.budgets().sendsPerPhone().burst(); i++)
            refused(() -> world.codes.send(ADA, ADDRESS), RpcError.SMS_CODE_CREATE_FAILED);
        world.sent.recover();

        for (int i = 0; i < POLICY.budgets().sendsPerPhone().burst(); i++) world.codes.send(ADA, ADDRESS);

        refused(() -> world.codes.send(ADA, ADDRESS), RpcError.FLOOD_WAIT_X);
    }

    @Test
    void aCodeThatMayHaveArrivedIsCounted() {
        world.sent.fallSilent();
        for (int i = 0; i < POLICY.budgets().sendsPerPhone().burst(); i++)
            refused(() -> world.codes.send(ADA, ADDRESS), RpcError.SMS_CODE_CREATE_FAILED);

        refused(() -> world.codes.send(ADA, ADDRESS), RpcError.FLOOD_WAIT_X);
    }

    @Test
    void theFormerCodeServesWhereANewOneCouldNotBeSent() {
        Login login = world.login("+9996610001", world.key());
        SentCode sent = world.codes.send(ADA, ADDRESS);
        String code = world.sent.last(ADA);
        world.clock.advance(sent.resendAfter());
        world.sent.breakDown();

        refused(() -> world.codes.resend(ADA, sent.phoneCodeHash(), ADDRESS), RpcError.SEND_CODE_UNAVAILABLE);
        refused(() -> world.codes.resend(ADA, sent.phoneCodeHash(), ADDRESS), RpcError.SEND_CODE_UNAVAILABLE);
        world.sent.recover();

        assertThat(world.signIns.signIn(login, sent.phoneCodeHash(), code)).isEqualTo(new Outcome.SignUpRequired());
    }

    @Test
    void theLastCodeSaysThatThereWillBeNoOther() {
        SentCode sent = world.codes.send(ADA, ADDRESS);
        for (int i = 0; i < POLICY.resendsMax(); i++) {
            assertThat(sent.mayResend()).isTrue();
            world.clock.advance(sent.resendAfter());
            sent = world.codes.resend(ADA, sent.phoneCodeHash(), ADDRESS);
        }

        assertThat(sent.mayResend()).isFalse();
    }

    @Test
    void noCodeIsDrawnTwiceForAPhone() {
        var drawn = new Drawn(11111, 11111, 11111, 22222, 11111, 22222, 33333, 33333);
        var codes = new LoginCodes(world.store, world.clock, drawn, world.secret, world.sent, POLICY);

        codes.send(ADA, ADDRESS);
        String first = world.sent.last(ADA);
        SentCode second = codes.send(ADA, ADDRESS);
        String code = world.sent.last(ADA);
        world.clock.advance(second.resendAfter());
        codes.resend(ADA, second.phoneCodeHash(), ADDRESS);
        String again = world.sent.last(ADA);
        codes.send(new Phone(9996610002L), ADDRESS);

        assertThat(List.of(first, code, again)).containsExactly("11111", "22222", "33333");
        assertThat(world.sent.last(new Phone(9996610002L))).isEqualTo("33333");
    }

    @Test
    void aCodeTakesTheNextWayWhenItIsAskedForAgain() {
        var sessions = new Way(new CodeForm.App());
        var telephone = new Way(new CodeForm.Sms());
        LoginCodes codes = by(sessions, telephone);

        SentCode first = codes.send(ADA, ADDRESS);
        world.clock.advance(first.resendAfter());
        SentCode second = codes.resend(ADA, first.phoneCodeHash(), ADDRESS);
        codes.reportMissing(ADA, first.phoneCodeHash());
        world.clock.advance(first.resendAfter());
        SentCode third = codes.resend(ADA, first.phoneCodeHash(), ADDRESS);

        assertThat(first.form()).isEqualTo(new CodeForm.App());
        assertThat(second.form()).isEqualTo(new CodeForm.Sms());
        assertThat(third.form()).isEqualTo(new CodeForm.Sms());
        assertThat(sessions.count).isEqualTo(1);
        assertThat(telephone.count).isEqualTo(2);
        assertThat(sessions.missing).isZero();
        assertThat(telephone.missing).isEqualTo(1);
    }

    @Test
    void aWayThatDoesNotLeadThereIsLeftOut() {
        var sessions = new Way(new CodeForm.App());
        sessions.reaches = false;
        LoginCodes codes = by(sessions, new Way(new CodeForm.Sms()));

        SentCode sent = codes.send(ADA, ADDRESS);

        assertThat(sent.form()).isEqualTo(new CodeForm.Sms());
        assertThat(sessions.count).isZero();
    }

    @Test
    void whatOneWayDoesNotTakeTheNextDoes() {
        var sessions = new Way(new CodeForm.App());
        sessions.failure = new DeliveryFault("nobody is logged in any more", false);
        LoginCodes codes = by(sessions, new Way(new CodeForm.Sms()));

        SentCode sent = codes.send(ADA, ADDRESS);

        assertThat(sent.form()).isEqualTo(new CodeForm.Sms());
    }

    @Test
    void onlyALivingCodeCanBeMissing() {
        String hash = world.codes.send(ADA, ADDRESS).phoneCodeHash();
        world.clock.advance(POLICY.lifetime());

        refused(() -> world.codes.reportMissing(ADA, hash), RpcError.PHONE_CODE_EXPIRED);
        refused(() -> world.codes.reportMissing(ADA, "none"), RpcError.PHONE_CODE_EXPIRED);
    }

    @Test
    void aThousandCodesOfAPhoneAreNeverTheSameTwiceInARow() {
        String last = "";
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            world.clock.advance(POLICY.budgets().sendsPerPhone().period());
            world.codes.send(ADA, ADDRESS);
            assertThat(world.sent.last(ADA)).isNotEqualTo(last);
            last = world.sent.last(ADA);
            all.add(last);
        }

        assertThat(all).hasSizeGreaterThan(900); // they are drawn, not counted up
    }

    private LoginCodes by(CodeProvider... ways) {
        return new LoginCodes(
                world.store, world.clock, TurnedRandom.secure(3), world.secret, List.of(ways), CodePolicy.DEFAULT);
    }

    /// Confined to the test's thread.
    private static final class Way implements CodeProvider {
        private final CodeForm form;
        private boolean reaches = true;
        private @Nullable DeliveryFault failure;
        private int count;
        private int missing;

        Way(CodeForm form) {
            this.form = form;
        }

        @Override
        public void deliver(Phone phone, String code) {
            if (failure != null) throw failure;
            count++;
        }

        @Override
        public CodeForm form(Phone phone) {
            return form;
        }

        @Override
        public boolean reaches(Phone phone) {
            return reaches;
        }

        @Override
        public void reportMissing(Phone phone) {
            missing++;
        }
    }

    /// Draws the given codes, one after the other.
    private static final class Drawn extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final transient Queue<Integer> codes = new ArrayDeque<>();

        Drawn(int... codes) {
            for (int code : codes) this.codes.add(code);
        }

        @Override
        public int nextInt(int bound) {
            return codes.remove();
        }
    }
}
