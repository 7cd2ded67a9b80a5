package chappe.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.domain.account.Presence.Status;
import chappe.store.Partition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PresenceTest {
    private static final AuthKeyId PHONE = new AuthKeyId(11);

    @TempDir
    Path folder;

    private AccountWorld world;
    private UserId ada;

    @BeforeEach
    void open() {
        world = AccountWorld.open(folder);
        ada = world.signUp("+9996610001", "Ada", "");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void onlineHoldsForItsTimeUnlessSaidAgain() {
        Instant said = world.clock.instant();
        world.presence.update(ada, PHONE, false);
        Status at = world.presence.of(ada);

        world.clock.advance(Presence.ONLINE);
        Status after = world.presence.of(ada);
        world.presence.update(ada, PHONE, false);

        assertThat(at).isEqualTo(new Status.Online(said.plus(Presence.ONLINE)));
        assertThat(after).isEqualTo(new Status.Offline(said.plus(Presence.ONLINE)));
        assertThat(world.presence.of(ada)).isInstanceOf(Status.Online.class);
    }

    @Test
    void goingOfflineIsLastSeenNow() {
        world.presence.update(ada, PHONE, false);
        world.clock.advance(Duration.ofMinutes(2));

        world.presence.update(ada, PHONE, true);

        assertThat(world.presence.of(ada)).isEqualTo(new Status.Offline(world.clock.instant()));
    }

    @Test
    void whoLeavesOneDeviceStaysOnlineOnTheOther() {
        var tablet = new AuthKeyId(12);
        world.presence.update(ada, PHONE, false);
        world.clock.advance(Duration.ofMinutes(1));
        world.presence.update(ada, tablet, false);
        Instant until = world.clock.instant().plus(Presence.ONLINE);

        world.presence.update(ada, PHONE, true);
        Status onTablet = world.presence.of(ada);
        world.presence.update(ada, tablet, true);

        assertThat(onTablet).isEqualTo(new Status.Online(until));
        assertThat(world.presence.of(ada)).isEqualTo(new Status.Offline(world.clock.instant()));
    }

    @Test
    void lastSeenOutlivesARestart() {
        world.clock.advance(Duration.ofDays(1));
        world.presence.update(ada, PHONE, false);
        world.clock.advance(Duration.ofMinutes(2));
        world.presence.update(ada, PHONE, true);
        Instant left = world.clock.instant();

        world.close();
        world = AccountWorld.open(folder);

        assertThat(world.presence.of(ada)).isEqualTo(new Status.Offline(left));
    }

    @Test
    void flickeringIsNotWrittenEachTime() {
        world.presence.update(ada, PHONE, false);
        long before = version();

        for (int i = 0; i < 50; i++) {
            world.clock.advance(Duration.ofSeconds(1));
            world.presence.update(ada, PHONE, i % 2 == 0);
        }

        assertThat(version()).isEqualTo(before);
        world.clock.advance(Duration.ofSeconds(10));
        world.presence.update(ada, PHONE, true);
        assertThat(version()).isEqualTo(before + 1);
    }

    @Test
    void changesAreToldAndConcernThoseWhoHaveOneAsAContact() {
        UserId bob = world.signUp("+9996610002", "Bob", "");
        world.contacts.add(AccountWorld.by(bob), ada, new ContactName("Ada", ""), null, false);
        world.settle();
        List<Status> told = new ArrayList<>();
        world.presence.onChange((user, status) -> told.add(status));

        world.presence.update(ada, PHONE, false);
        world.presence.update(ada, PHONE, true);

        assertThat(told).hasExactlyElementsOfTypes(Status.Online.class, Status.Offline.class);
        assertThat(world.presence.watchers(ada, 10)).containsExactly(bob);
        assertThat(world.presence.watchers(bob, 10)).isEmpty();
    }

    @Test
    void whoWasNeverSeenIsUnknown() {
        assertThat(world.presence.of(new UserId(5))).isEqualTo(new Status.Unknown());
    }

    private long version() {
        return world.store.read(Partition.account(ada), view -> view.version());
    }
}
