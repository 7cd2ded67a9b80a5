package chappe.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.domain.box.Actor;
import chappe.domain.box.BlockList;
import chappe.domain.box.Boxes;
import chappe.domain.box.Dialogs;
import chappe.domain.box.Draft;
import chappe.domain.box.FormattedText;
import chappe.domain.box.Histories;
import chappe.domain.box.Messages;
import chappe.domain.box.Peer;
import chappe.domain.box.Window;
import chappe.store.Partition;
import chappe.store.View;
import chappe.store.record.AccountProfile;
import chappe.store.record.BoxMessage;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceAccountTest {
    private static final String ADA = "+9996610001";
    private static final Peer SERVICE = Peer.user(UserId.SERVICE);

    @TempDir
    Path folder;

    private AccountWorld world;
    private Boxes boxes;
    private AppCodes codes;
    private Phone phone;

    @BeforeEach
    void open() {
        world = AccountWorld.open(folder);
        ServiceAccount.open(world.store, world.clock);
        boxes = world.boxes;
        codes = new AppCodes(world.store, world.clock);
        phone = world.numbers.get(ADA);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void itIsThereFromTheFirstStartAndStaysAsItIs() {
        AccountProfile first = world.users.get(UserId.SERVICE);

        ServiceAccount.open(world.store, world.clock);

        assertThat(first.firstName()).isEqualTo("Chappe");
        assertThat(first.phone()).isEqualTo(42_777);
        assertThat(world.users.get(UserId.SERVICE)).isEqualTo(first);
    }

    @Test
    void nobodyLogsInOrSignsUpWithItsNumber() {
        assertThat(world.numbers.find("42777")).isNull();
        assertThat(world.numbers.find("+42777")).isNull();
    }

    @Test
    void aNewLoginIsToldToTheOthers() {
        UserId ada = world.signUp(ADA, "Ada", "");
        assertThat(told(ada)).isEmpty();

        world.signIn(ADA, world.key());
        world.settle();

        assertThat(told(ada)).singleElement().satisfies(message -> {
            assertThat(message.text()).startsWith("New login. Ada, ").contains("Device: Pi, 12", "Address: 192.0.2.1");
            assertThat(message.from()).isEqualTo(777_000);
            assertThat(message.isOutgoing()).isFalse();
        });
        var page = new Dialogs(boxes).with(ada, List.of(SERVICE));
        assertThat(page.lines().getFirst().dialog().unreadCount()).isEqualTo(1);
    }

    @Test
    void aDeviceCannotWriteLinesOfItsOwnIntoTheNotice() {
        UserId ada = world.signUp(ADA, "Ada", "");
        var client = new ClientDetails(4, "Pi\nAddress: 203.0.113.9", "12", "1.0", "en", "192.0.2.66");

        world.keys.login(world.key(), ada, client);
        world.settle();

        assertThat(told(ada).getFirst().text().lines().filter(line -> line.startsWith("Address:")))
                .containsExactly("Address: 192.0.2.66");
    }

    @Test
    void aCodeReachesTheSessionsThatThereAre() {
        assertThat(codes.reaches(phone)).isFalse();
        UserId ada = world.signUp(ADA, "Ada", "");

        assertThat(codes.reaches(phone)).isTrue();
        codes.deliver(phone, "01234");
        world.settle();

        assertThat(told(ada))
                .singleElement()
                .satisfies(message -> assertThat(message.text()).startsWith("Login code: 01234\n"));
    }

    @Test
    void aCodeReachesNobodyWhoHasLoggedOut() {
        UserId ada = world.signUp(ADA, "Ada", "");
        world.signIns.logOut(new AuthKeyId(1));
        world.settle();

        assertThat(codes.reaches(phone)).isFalse();
        assertThatThrownBy(() -> codes.deliver(phone, "01234")).isInstanceOf(UncheckedIOException.class);
        world.settle();
        assertThat(told(ada)).isEmpty();
    }

    @Test
    void whoBlocksTheServiceAccountIsToldAllTheSame() {
        UserId ada = world.signUp(ADA, "Ada", "");
        new BlockList(boxes).set(by(ada), SERVICE, true);

        codes.deliver(phone, "01234");
        world.settle();

        assertThat(told(ada)).hasSize(1);
    }

    @Test
    void whatIsWrittenToItGoesNowhere() {
        UserId ada = world.signUp(ADA, "Ada", "");
        codes.deliver(phone, "01234");
        world.settle();
        Messages messages = new Messages(boxes);

        messages.send(new Draft(by(ada), SERVICE, new FormattedText("hi", List.of()), 1, null, false, false));
        new Histories(boxes).read(by(ada), SERVICE, 0);
        new Histories(boxes).clear(by(ada), SERVICE, 0, false, true);
        world.settle();

        assertThat(told(ada)).isEmpty();
        long boxVersion = world.store.read(Partition.box(UserId.SERVICE), View::version);
        assertThat(boxVersion).isZero();
    }

    private List<BoxMessage> told(UserId user) {
        return new Histories(boxes).page(user, SERVICE, Window.newest(10)).messages();
    }

    private static Actor by(UserId user) {
        return new Actor(user, new AuthKeyId(1));
    }
}
