package chappe.domain.box;

import static chappe.domain.box.Post.user;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.Limits;
import chappe.core.UserId;
import chappe.store.record.BoxMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The offset forms of messages.getHistory, over a dialog with the ids 2, 4, ... 20 (the odd ones belong to another
/// dialog), sent a second apart: id n at second n.
final class WindowTest {
    private static final UserId ALICE = user(11);
    private static final UserId BOB = user(22);
    private static final UserId CAROL = user(33);

    /// `date` counts seconds from the first one.
    private static final String TABLE = """
            offset_id  date  add_offset  limit  max_id  min_id  ids
            0          0     0           3      0       0       20 18 16
            0          0     0           100    0       0       20 18 16 14 12 10 8 6 4 2
            0          0     2           3      0       0       16 14 12
            0          0     9           3      0       0       2
            0          0     10          3      0       0       -
            0          0     0           0      0       0       -
            10         0     0           3      0       0       8 6 4
            11         0     0           3      0       0       10 8 6
            10         0     1           3      0       0       6 4 2
            10         0     -1          3      0       0       10 8 6
            10         0     -2          4      0       0       12 10 8 6
            10         0     -3          3      0       0       14 12 10
            10         0     -5          3      0       0       18 16 14
            10         0     -5          2      0       0       18 16
            19         0     -3          3      0       0       20
            19         0     -3          5      0       0       20 18 16
            1          0     -3          3      0       0       6 4 2
            2          0     0           3      0       0       -
            99         0     0           2      0       0       20 18
            99         0     -3          3      0       0       -
            0          0     -3          3      0       0       -
            0          0     -3          5      0       0       20 18
            0          10    0           3      0       0       8 6 4
            0          11    0           3      0       0       10 8 6
            0          11    -2          4      0       0       14 12 10 8
            0          99    0           2      0       0       20 18
            0          1     0           2      0       0       -
            8          12    0           2      0       0       6 4
            16         9     0           2      0       0       14 12
            0          0     0           3      10      0       8 6 4
            0          0     0           9      0       14      20 18 16
            0          0     0           9      14      8       12 10
            0          0     0           9      8       14      -
            12         0     -9          9      16      6       14 12
            12         0     0           9      16      6       10 8
            6          0     0           9      16      6       -
            -5         -5    0           2      -1      -1      20 18
            0          0     0           -1     0       0       -
            """;

    @TempDir
    private Path folder;

    @Test
    void everyOffsetFormGivesItsPartOfTheList() {
        try (var post = new Post(folder)) {
            for (int id = 1; id <= 20; id++) {
                post.clock.set(Post.START.plusSeconds(id));
                post.send(ALICE, id % 2 == 0 ? BOB : CAROL, "message " + id);
            }

            assertThat(TABLE.lines().skip(1)).allSatisfy(line -> {
                String[] columns = line.trim().split("\\s{2,}");
                int[] n =
                        Arrays.stream(columns, 0, 6).mapToInt(Integer::parseInt).toArray();
                int date = n[1] <= 0 ? n[1] : (int) Post.START.getEpochSecond() + n[1];
                assertThat(ids(post, new Window(n[0], date, n[2], n[3], n[4], n[5])))
                        .isEqualTo(columns[6]);
            });
        }
    }

    @Test
    void aPageIsNoLongerThanTheLimitAndSkippingIsBounded() {
        try (var post = new Post(folder)) {
            for (int i = 0; i < Limits.HISTORY_PAGE_MAX + 5; i++) post.send(ALICE, BOB, "message " + i);

            assertThat(post.histories
                            .page(ALICE, Peer.user(BOB), Window.newest(1_000))
                            .messages())
                    .hasSize(Limits.HISTORY_PAGE_MAX);
            assertThat(ids(post, new Window(0, 0, Integer.MIN_VALUE, 5, 0, 0))).isEqualTo("-");
            assertThat(ids(post, new Window(0, 0, Integer.MAX_VALUE, 5, 0, 0))).isEqualTo("-");
            assertThat(ids(post, new Window(0, 0, 0, 1, Integer.MAX_VALUE, Integer.MAX_VALUE)))
                    .isEqualTo("-");
        }
    }

    @Test
    void aDateLeadsPastMessagesThatAreGone() {
        try (var post = new Post(folder)) {
            for (int i = 1; i <= 6; i++) {
                post.clock.advance(Duration.ofSeconds(1));
                post.send(ALICE, BOB, "message " + i);
            }
            post.messages.delete(Post.by(ALICE), List.of(3, 4), false);

            assertThat(ids(post, new Window(0, (int) Post.START.getEpochSecond() + 4, 0, 9, 0, 0)))
                    .isEqualTo("2 1");
        }
    }

    private static String ids(Post post, Window window) {
        List<String> ids = post.histories.page(ALICE, Peer.user(BOB), window).messages().stream()
                .map(BoxMessage::id)
                .map(String::valueOf)
                .toList();
        return ids.isEmpty() ? "-" : String.join(" ", ids);
    }
}
