package chappe.domain.box;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.domain.box.Histories.Page;
import chappe.store.embedded.RocksSettings;
import chappe.store.embedded.RocksStore;
import chappe.store.post.PostOffice;
import chappe.store.record.BoxMessage;
import chappe.store.record.Records;
import chappe.testkit.FakeClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Boxes over a store in a folder of their own, with a post office whose deliveries a test can hold back.
final class Post implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-13T12:00:00Z");
    private static final AuthKeyId KEY = new AuthKeyId(7);

    final FakeClock clock = new FakeClock(START);
    final RocksStore store;
    final PostOffice office;
    final Messages messages;
    final Histories histories;
    final Dialogs dialogs;
    final BlockList blockList;
    final UpdateLog updateLog;
    private long randomId;

    Post(Path folder) {
        this(folder, 0);
    }

    Post(Path folder, int epoch) {
        randomId = (long) epoch << 32;
        store = new RocksStore(folder, Records.SCHEMA, RocksSettings.small());
        office = new PostOffice(store, Thread::startVirtualThread, (delay, task) -> {
            throw new AssertionError("a letter failed");
        });
        var boxes = new Boxes(store, clock, epoch);
        new BoxLetters(boxes).register(office);
        messages = new Messages(boxes);
        histories = new Histories(boxes);
        dialogs = new Dialogs(boxes);
        blockList = new BlockList(boxes);
        updateLog = new UpdateLog(boxes);
    }

    static UserId user(long id) {
        return new UserId(id);
    }

    static Actor by(UserId user) {
        return new Actor(user, KEY);
    }

    /// Delivers all letters.
    Post deliver() {
        try {
            office.drain(read -> {});
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
        return this;
    }

    /// Does something while no letter is delivered: letters that are posted meanwhile cross.
    void whileHeldBack(Runnable task) {
        try {
            office.pauseWhile(task);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /// Sends without waiting for the letter.
    Sent send(UserId from, UserId to, String text) {
        return send(from, to, text, ++randomId, 0);
    }

    Sent send(UserId from, UserId to, String text, long random, int replyTo) {
        var formatted = new FormattedText(text, List.of());
        Draft.Reply reply = replyTo == 0 ? null : new Draft.Reply(replyTo, null, 0);
        return messages.send(new Draft(by(from), Peer.user(to), formatted, random, reply, false, false));
    }

    Page history(UserId owner, UserId with) {
        return histories.page(owner, Peer.user(with), Window.newest(100));
    }

    List<String> texts(UserId owner, UserId with) {
        return history(owner, with).messages().stream()
                .map(BoxMessage::text)
                .toList()
                .reversed();
    }

    Dialog dialog(UserId owner, UserId with) {
        return dialogs.with(owner, List.of(Peer.user(with))).lines().getFirst().dialog();
    }

    List<Event> events(UserId owner, int afterPts) {
        return updateLog.difference(owner, afterPts, Integer.MAX_VALUE).entries().stream()
                .map(UpdateLog.Entry::event)
                .toList();
    }

    @Override
    public void close() {
        office.close();
        store.close();
    }
}
