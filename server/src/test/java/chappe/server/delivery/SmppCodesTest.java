package chappe.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chappe.domain.account.DeliveryFault;
import chappe.domain.account.Phone;
import chappe.server.delivery.SmppCodes.Centre;
import chappe.testkit.FakeClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SmppCodesTest {
    private static final Phone ADA = new Phone(4930901820L);
    private static final CodeText TEXT = new CodeText("Code {code} @home");
    private static final int WINDOW = 4;

    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-14T09:00:00Z"));
    private SmsCentre centre;
    private SmppCodes codes;

    @BeforeEach
    void open() throws IOException {
        centre = new SmsCentre(ServerSocketFactory.getDefault(), 0);
        codes = codes(TEXT, "Chappe", SmsCentre.PASSWORD);
    }

    @AfterEach
    void close() throws IOException {
        codes.close();
        centre.close();
    }

    @Test
    void aCodeIsSubmittedInTheGsmAlphabetForAsLongAsItServes() {
        codes.deliver(ADA, "01234");

        SubmitSm message = centre.taken.getFirst();
        assertThat(message.getDestAddress()).isEqualTo("4930901820");
        assertThat(message.getDestAddrTon()).isEqualTo(TypeOfNumber.INTERNATIONAL.value());
        assertThat(message.getDestAddrNpi()).isEqualTo(NumberingPlanIndicator.ISDN.value());
        assertThat(message.getSourceAddr()).isEqualTo("Chappe");
        assertThat(message.getSourceAddrTon()).isEqualTo(TypeOfNumber.ALPHANUMERIC.value());
        assertThat(message.getDataCoding()).isZero();
        assertThat(message.getShortMessage())
                .asString(StandardCharsets.ISO_8859_1)
                .isEqualTo("Code 01234 \0home");
        assertThat(message.getValidityPeriod()).isEqualTo("000000000500000R");
    }

    @Test
    void whatTheGsmAlphabetLacksIsSubmittedAsUcs2() throws Exception {
        codes.close();
        codes = codes(new CodeText("Код {code}"), "12345", SmsCentre.PASSWORD);

        codes.deliver(ADA, "01234");

        SubmitSm message = centre.taken.getFirst();
        assertThat(message.getDataCoding()).isEqualTo((byte) 8);
        assertThat(new String(message.getShortMessage(), StandardCharsets.UTF_16BE))
                .isEqualTo("Код 01234");
        assertThat(message.getSourceAddrTon()).isEqualTo(TypeOfNumber.NETWORK_SPECIFIC.value());
    }

    @Test
    void manyCodesShareOneSessionAndItsWindow() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        centre.gate = gate;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) threads.execute(() -> codes.deliver(ADA, "01234"));
            while (centre.waiting.get() < WINDOW) Thread.onSpinWait();
            gate.countDown();
        }

        assertThat(centre.taken).hasSize(40);
        assertThat(centre.waitingMax).hasValue(WINDOW);
        assertThat(centre.binds).hasValue(1);
    }

    @Test
    void aSessionThatBreaksIsBoundAgain() {
        codes.deliver(ADA, "1");
        centre.breakOff();

        while (centre.taken.size() < 2) {
            clock.advance(Duration.ofSeconds(2));
            var _ = catchThrowableOfType(DeliveryFault.class, () -> codes.deliver(ADA, "2"));
        }

        assertThat(centre.binds).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    void theSessionIsKeptBoundWithoutACode() {
        codes.keepBound();
        codes.keepBound();

        assertThat(centre.binds).hasValue(1);
        assertThat(centre.taken).isEmpty();
    }

    @Test
    void whatTheCentreRefusesWasSurelyNotTaken() {
        centre.refusal = SMPPConstant.STAT_ESME_RTHROTTLED;
        DeliveryFault fault = fault();
        centre.refusal = 0;
        codes.deliver(ADA, "01234");

        assertThat(fault.mayArrive()).isFalse();
        assertThat(fault).hasMessageContaining("00000058").hasMessageNotContaining("01234");
        assertThat(centre.binds).hasValue(1);
    }

    @Test
    void aCentreThatDoesNotAnswerMayHaveTheCode() {
        CountDownLatch gate = new CountDownLatch(1);
        centre.gate = gate;

        DeliveryFault fault = fault();
        gate.countDown();

        assertThat(fault.mayArrive()).isTrue();
    }

    @Test
    void aWrongPasswordIsAFailureWithoutTheWord() {
        SmppCodes wrong = codes(TEXT, "Chappe", "guessed");
        DeliveryFault fault = catchThrowableOfType(DeliveryFault.class, () -> wrong.deliver(ADA, "01234"));
        wrong.close();

        assertThat(fault.mayArrive()).isFalse();
        assertThat(fault).hasMessageNotContaining("guessed");
        assertThat(centre.binds).hasValue(0);
        assertThat(centreAt("Chappe", "guessed").toString()).doesNotContain("guessed");
    }

    @Test
    void notEveryCodeWaitsForACentreThatDoesNotBind() throws IOException {
        centre.close();

        fault();
        DeliveryFault at = fault();
        centre = new SmsCentre(ServerSocketFactory.getDefault(), centre.port());
        fault(); // within the pause nobody tries
        clock.advance(Duration.ofSeconds(2));
        codes.deliver(ADA, "01234");

        assertThat(at.mayArrive()).isFalse();
        assertThat(centre.binds).hasValue(1);
    }

    @Test
    void theWayToTheCentreIsEncryptedAndItsNameIsChecked(@TempDir Path folder) throws Exception {
        var certificates = new TestCertificates(folder);
        centre.close();
        centre = new SmsCentre(certificates.context().getServerSocketFactory(), 0);
        var here = centreAt("Chappe", SmsCentre.PASSWORD);
        var byNumber = new Centre("127.0.0.1", here.port(), "chappe", here.password(), "Chappe", WINDOW);
        SocketFactory sockets = certificates.context().getSocketFactory();

        try (var named = new SmppCodes(here, TEXT, Duration.ofMinutes(5), sockets, clock);
                var numbered = new SmppCodes(byNumber, TEXT, Duration.ofMinutes(5), sockets, clock)) {
            named.deliver(ADA, "01234");
            assertThatThrownBy(() -> numbered.deliver(ADA, "56789")).isInstanceOf(DeliveryFault.class);
        }

        assertThat(centre.taken).hasSize(1);
        assertThat(centre.binds).hasValue(1);
    }

    @Test
    void afterTheEndNothingIsSubmitted() {
        codes.deliver(ADA, "01234");
        codes.close();

        fault();
        codes.keepBound();

        assertThat(centre.taken).hasSize(1);
        assertThat(centre.binds).hasValue(1);
    }

    private DeliveryFault fault() {
        DeliveryFault fault = catchThrowableOfType(DeliveryFault.class, () -> codes.deliver(ADA, "01234"));
        assertThat(fault).isNotNull();
        return fault;
    }

    private SmppCodes codes(CodeText text, String sender, String password) {
        return new SmppCodes(
                centreAt(sender, password), text, Duration.ofMinutes(5), SocketFactory.getDefault(), clock);
    }

    private Centre centreAt(String sender, String password) {
        return new Centre("localhost", centre.port(), "chappe", new SecretText(password), sender, WINDOW);
    }
}
