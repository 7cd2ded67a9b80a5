package chappe.api.conversation;

import chappe.api.account.NotificationSettings;
import chappe.api.contacts.TopPeerLists;
import chappe.api.messages.Blocking;
import chappe.api.messages.DialogLists;
import chappe.api.messages.MessageDeleting;
import chappe.api.messages.MessageReading;
import chappe.api.messages.MessageSending;
import chappe.api.present.Inputs;
import chappe.api.present.PresentPrivacy;
import chappe.api.present.PresentUsers;
import chappe.api.push.OnlineNotices;
import chappe.api.push.Pusher;
import chappe.api.push.Typing;
import chappe.api.rpc.Dispatcher;
import chappe.api.rpc.Logins;
import chappe.api.updates.Differences;
import chappe.api.updates.UpdateSources;
import chappe.api.users.UserLoads;
import chappe.core.AuthKeyId;
import chappe.core.SessionId;
import chappe.core.UserId;
import chappe.domain.account.AccessHashes;
import chappe.domain.account.AccountLetters;
import chappe.domain.account.Accounts;
import chappe.domain.account.Contacts;
import chappe.domain.account.Invitations;
import chappe.domain.account.PhoneClaims;
import chappe.domain.account.Presence;
import chappe.domain.account.Privacy;
import chappe.domain.account.ProfileChanges;
import chappe.domain.account.ServerSecret;
import chappe.domain.account.Users;
import chappe.domain.box.BlockList;
import chappe.domain.box.BoxLetters;
import chappe.domain.box.Boxes;
import chappe.domain.box.Dialogs;
import chappe.domain.box.Histories;
import chappe.domain.box.Messages;
import chappe.domain.box.Notifications;
import chappe.domain.box.TopPeers;
import chappe.domain.box.UpdateLog;
import chappe.store.Partition;
import chappe.store.embedded.RocksSettings;
import chappe.store.embedded.RocksStore;
import chappe.store.post.PostOffice;
import chappe.store.record.AccountOpenLetter;
import chappe.store.record.Records;
import chappe.testkit.FakeClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// People with sessions, over one store: everything between the dispatcher and the disk, without sockets.
final class Town implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-13T12:00:00Z");

    final FakeClock clock = new FakeClock(START);
    final RocksStore store;
    final PostOffice office;
    final Pusher pusher;
    final Dispatcher dispatcher;
    final Users users;
    final Presence presence;
    final Contacts contacts;
    final Privacy privacy;
    final ProfileChanges profiles;
    final OnlineNotices notices;
    private final UpdateSources sources;
    private final Tasks tasks = new Tasks();
    private final Map<AuthKeyId, UserId> loggedIn = new HashMap<>();
    private final Logins logins = new Logins(loggedIn::get);
    private long sessions;
    private volatile boolean losesNotices;

    Town(Path folder) {
        store = new RocksStore(folder, Records.SCHEMA, RocksSettings.small());
        office = new PostOffice(store, tasks, (delay, task) -> {
            throw new AssertionError("a letter failed");
        });
        var claims = new PhoneClaims(
                store, clock, new SplittableRandom(1), new Invitations(store, clock, Invitations.Mode.OPEN));
        contacts = new Contacts(store, clock, claims);
        AccountLetters.register(office, claims, new Accounts(store), contacts);
        presence = new Presence(store, clock);
        users = new Users(store, new AccessHashes(new ServerSecret(new byte[32])), presence);
        var people = new PresentUsers(users);
        var boxes = new Boxes(store, clock, 0);
        new BoxLetters(boxes).register(office);
        var updateLog = new UpdateLog(boxes);
        privacy = new Privacy(store);
        profiles = new ProfileChanges(store, clock);
        sources = new UpdateSources(people, new PresentPrivacy(privacy));
        pusher = new Pusher(updateLog, sources, tasks, clock);
        store.onCommit((partition, version) -> {
            boolean isBox = partition.kind() == Partition.Kind.BOX;
            if (isBox && !losesNotices) pusher.moved(new UserId(partition.number()));
        });
        notices = new OnlineNotices(pusher, presence, people, tasks);
        dispatcher = new Dispatcher(logins, Map.of(), pusher, new SimpleMeterRegistry(), (method, error) -> {
            throw new AssertionError(method + " refuses with " + error + ", which its list does not have");
        });
        register(boxes, updateLog, people);
    }

    private void register(Boxes boxes, UpdateLog updateLog, PresentUsers people) {
        var inputs = new Inputs(users);
        var blockList = new BlockList(boxes);
        var messages = new Messages(boxes);
        var histories = new Histories(boxes);
        new MessageSending(messages, inputs, people).register(dispatcher);
        new MessageReading(histories, inputs, people).register(dispatcher);
        new MessageDeleting(messages, histories, inputs).register(dispatcher);
        new DialogLists(new Dialogs(boxes), inputs, people, clock).register(dispatcher);
        new Blocking(blockList, inputs, people).register(dispatcher);
        new Typing(pusher, blockList, inputs).register(dispatcher);
        presence.onChange(notices);
        var notifications = new Notifications(boxes);
        new NotificationSettings(notifications, inputs, people, clock).register(dispatcher);
        new UserLoads(inputs, users, blockList, notifications).register(dispatcher);
        new TopPeerLists(new TopPeers(boxes), inputs, people).register(dispatcher);
        new Differences(updateLog, sources, clock).register(dispatcher);
    }

    /// A user with an account.
    UserId settle(long id, String name) {
        var open = new AccountOpenLetter(id, 99_966_000_000L + id, id, name, "", (int) START.getEpochSecond());
        store.write(Partition.phone(99_966_000_000L + id), change -> {
            change.post(Partition.account(new UserId(id)), open);
            return null;
        });
        deliverLetters();
        return new UserId(id);
    }

    /// A session of a key that is logged in as this user.
    Session session(UserId user, long key) {
        loggedIn.put(new AuthKeyId(key), user);
        logins.forget(new AuthKeyId(key));
        return new Session(this, user, new AuthKeyId(key), new SessionId(++sessions));
    }

    /// A session with a key of its own, subscribed and up to date.
    Session online(UserId user) {
        return online(user, 1_000 + user.value());
    }

    /// A session of a key, subscribed and up to date.
    Session online(UserId user, long key) {
        Session session = session(user, key);
        session.state();
        session.arrived(); // it was told to catch up, and has nothing to catch up with
        return session;
    }

    /// From now on push does not hear of commits, or hears of them again.
    void loseNotices(boolean loses) {
        losesNotices = loses;
    }

    /// Delivers all letters.
    void deliverLetters() {
        try {
            office.drain(read -> {});
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
        tasks.awaitQuiet();
    }

    /// Delivers all letters and lets all pushes arrive.
    void deliver() {
        deliverLetters();
        pusher.compareHeads();
        tasks.awaitQuiet();
    }

    @Override
    public void close() {
        tasks.awaitQuiet();
        office.close();
        store.close();
    }
}
