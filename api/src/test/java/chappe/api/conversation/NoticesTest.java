package chappe.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.domain.box.Notices;
import chappe.store.Partition;
import chappe.store.record.BoxEventUser;
import chappe.wire.Update;
import chappe.wire.UpdateUser;
import chappe.wire.Updates;
import chappe.wire.User;
import chappe.wire.updates.Difference;
import chappe.wire.updates.DifferenceEmpty;
import chappe.wire.updates.DifferenceType;
import chappe.wire.updates.GetDifference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What other partitions tell a user's sessions through the box.
final class NoticesTest {
    @TempDir
    private Path folder;

    private Town town;
    private UserId alice;
    private UserId bob;

    @BeforeEach
    void open() {
        town = new Town(folder);
        alice = town.settle(11, "Alice");
        bob = town.settle(22, "Bob");
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aNoticeReachesAllSessionsButThatOfTheKeyThatCausedIt() {
        Session phone = town.online(alice, 1);
        Session laptop = town.online(alice, 2);

        post(alice, new AuthKeyId(1), bob);

        assertThat(laptop.pushes()).singleElement().isInstanceOfSatisfying(Updates.class, told -> {
            assertThat(told.updates()).containsExactly(new UpdateUser(22));
            assertThat(told.users())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            User.class, user -> assertThat(user.firstName()).isEqualTo("Bob"));
        });
        assertThat(phone.pushes()).isEmpty();
    }

    @Test
    void aNoticeMovesNoPts() {
        Session phone = town.online(alice);

        post(alice, null, bob);

        assertThat(phone.state().pts()).isEqualTo(1);
    }

    @Test
    void aDifferenceTellsANoticeBetweenMessagesOnce() {
        Session phone = town.online(alice);
        town.online(bob).send(alice, "one");
        town.deliver();
        post(alice, null, bob);
        town.online(bob).send(alice, "two");
        town.deliver();

        var difference = (Difference) difference(phone, 1, now());

        assertThat(difference.newMessages()).hasSize(2);
        assertThat(difference.otherUpdates()).containsExactly(new UpdateUser(22));
    }

    @Test
    void aDifferenceRepeatsNoticesSinceTheClientsDate() {
        Session phone = town.online(alice);
        post(alice, null, bob);
        int before = now();
        town.clock.advance(Duration.ofHours(1));

        List<Update> repeated = ((Difference) difference(phone, 1, before)).otherUpdates();
        DifferenceType later = difference(phone, 1, now());

        assertThat(repeated).containsExactly(new UpdateUser(22));
        assertThat(later).isInstanceOf(DifferenceEmpty.class);
    }

    @Test
    void oneNoticeReachesManyPeople() {
        Session ofAlice = town.online(alice);
        Session ofBob = town.online(bob);

        town.store.write(Partition.account(alice), change -> {
            Notices.post(change, List.of(alice, bob), new BoxEventUser(alice.value()));
            return true;
        });

        assertThat(ofAlice.updates()).containsExactly(new UpdateUser(11));
        assertThat(ofBob.updates()).containsExactly(new UpdateUser(11));
    }

    private void post(UserId to, @Nullable AuthKeyId by, UserId about) {
        town.store.write(Partition.account(to), change -> {
            Notices.post(change, to, by, new BoxEventUser(about.value()));
            return true;
        });
        town.deliver();
    }

    private static DifferenceType difference(Session session, int pts, int date) {
        return session.call(new GetDifference.Builder(pts, date, 0).build());
    }

    private int now() {
        return (int) town.clock.instant().getEpochSecond();
    }
}
