package chappe.domain.box;

import static chappe.domain.box.Post.user;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.Limits;
import chappe.core.UserId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R12: after a restore, a box must not give out again what clients already had from it.
final class EpochTest {
    private static final UserId ALICE = user(11);
    private static final UserId BOB = user(22);

    @TempDir
    private Path folder;

    @Test
    void countersJumpAheadOnceInANewEpoch() {
        try (var before = new Post(folder)) {
            before.send(ALICE, BOB, "before");
            before.deliver();
        }

        try (var after = new Post(folder, 1)) {
            assertThat(after.updateLog.state(BOB).pts()).isEqualTo(2 + Limits.EPOCH_JUMP);
            Sent sent = after.send(ALICE, BOB, "after");
            after.deliver();

            assertThat(sent.id()).isEqualTo(2 + Limits.EPOCH_JUMP);
            assertThat(sent.pts()).isEqualTo(3 + Limits.EPOCH_JUMP);
            assertThat(after.updateLog.state(BOB).pts()).isEqualTo(3 + Limits.EPOCH_JUMP);
            assertThat(after.texts(BOB, ALICE)).containsExactly("before", "after");
        }
    }

    @Test
    void aBoxThatTheBackupDidNotHaveStartsAheadToo() {
        try (var after = new Post(folder, 2)) {
            assertThat(after.send(ALICE, BOB, "first").pts()).isEqualTo(2 + 2 * Limits.EPOCH_JUMP);
        }
    }

    /// A client that had pts 9 from before the restore, of which the restored box knows only 2, is caught up and not
    /// told that its pts is wrong.
    @Test
    void aClientFromBeforeTheRestoreCatchesUp() {
        try (var before = new Post(folder)) {
            before.send(ALICE, BOB, "before");
            before.deliver();
        }

        try (var after = new Post(folder, 1)) {
            after.send(ALICE, BOB, "after");
            after.deliver();
            var difference = after.updateLog.difference(BOB, 9, 0);

            assertThat(difference.entries()).hasSize(1);
            assertThat(difference.state().pts()).isEqualTo(3 + Limits.EPOCH_JUMP);
        }
    }
}
