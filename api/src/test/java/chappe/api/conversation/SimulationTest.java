package chappe.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.UserId;
import chappe.testkit.Seed;
import chappe.wire.InputReplyToMessage;
import chappe.wire.Message;
import chappe.wire.PeerUser;
import chappe.wire.UpdateMessageID;
import chappe.wire.Updates;
import chappe.wire.contacts.Block;
import chappe.wire.contacts.Unblock;
import chappe.wire.messages.AffectedHistory;
import chappe.wire.messages.AffectedMessages;
import chappe.wire.messages.DeleteHistory;
import chappe.wire.messages.DeleteMessages;
import chappe.wire.messages.GetHistory;
import chappe.wire.messages.Messages;
import chappe.wire.messages.MessagesSlice;
import chappe.wire.messages.ReadHistory;
import chappe.wire.messages.SendMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several people talk, read, delete, clear and block at random, letters cross, sessions change, and now and then the
/// store is closed with letters undelivered and opened again. After each run every committed message is in every box
/// once, pts has no gap or repeat, and the difference equals what was pushed.
///
/// `-Dseed=` repeats a run, `-Dsim.rounds=` makes more of them.
final class SimulationTest {
    private static final int PEOPLE = 4;
    private static final int STEPS = 150;

    @TempDir
    private Path folder;

    @Test
    void whateverHappensDevicesAndBoxesAgree() {
        RandomGenerator seeds = Seed.random("SimulationTest");
        for (int round = 0; round < Integer.getInteger("sim.rounds", 4); round++) {
            new Run(folder.resolve("round" + round), Seed.of(seeds.nextLong())).play();
        }
    }

    /// One run. Confined to the test's thread, apart from the town's own.
    private static final class Run {
        private final Path folder;
        private final RandomGenerator random;
        private final List<Person> people = new ArrayList<>();
        private final Map<String, Fate> fates = new TreeMap<>();
        private Town town;
        private int said;

        Run(Path folder, RandomGenerator random) {
            this.folder = folder;
            this.random = random;
            this.town = new Town(folder);
            for (long id = 1; id <= PEOPLE; id++) {
                UserId user = town.settle(id, "Person " + id);
                people.add(new Person(user, town.online(user)));
            }
        }

        void play() {
            for (int step = 0; step < STEPS; step++) step();
            settle();
            for (Person each : people) check(each);
            town.close();
        }

        private void step() {
            Person one = people.get(random.nextInt(PEOPLE));
            Person other = people.get(random.nextInt(PEOPLE));
            switch (random.nextInt(20)) {
                case 0 -> settle();
                case 1 -> reopen();
                case 2 -> changeSession(one);
                case 3 -> setBlocked(one, other);
                case 4 -> clear(one, other);
                case 5, 6 -> delete(one);
                case 7, 8, 9 -> read(one, other);
                default -> send(one, other);
            }
            if (random.nextInt(4) == 0) town.clock.advance(Duration.ofSeconds(random.nextInt(3)));
        }

        private void send(Person from, Person to) {
            if (from.blocks(to)) return;
            String text = "said " + said++;
            var ask = new SendMessage.Builder(from.session.to(to.user), text, random.nextLong());
            Integer reply = from.anyOf(random, to);
            if (reply != null && random.nextBoolean()) ask.replyTo(new InputReplyToMessage.Builder(reply).build());
            // The device may not have heard yet that the message it replies to is gone.
            var answer = (Updates) from.session.callUnless("REPLY_MESSAGE_ID_INVALID", ask.build());
            if (answer == null) return;
            if (random.nextInt(10) == 0)
                assertThat(from.session.call(ask.build())).isEqualTo(answer);
            answer.updates().forEach(from.device::told);
            fates.put(text, new Fate(from.user, to.user, !to.blocks(from)));
            if (!to.blocks(from))
                to.lastTaken.put(from.user, ((UpdateMessageID) answer.updates().getFirst()).id());
        }

        private void read(Person one, Person other) {
            Integer upTo = one.anyOf(random, other);
            if (upTo == null) return;
            AffectedMessages affected = one.session.call(new ReadHistory(one.session.to(other.user), upTo));
            one.device.answered(
                    affected.pts(), affected.ptsCount(), () -> one.device.readInbox.put(other.user.value(), upTo));
        }

        private void delete(Person one) {
            Integer id = one.anyOf(random, people.get(random.nextInt(PEOPLE)));
            if (id == null) return;
            boolean revoke = random.nextBoolean();
            Message message = one.device.messages.get(id);
            AffectedMessages affected = one.session.call(
                    new DeleteMessages.Builder(List.of(id)).revoke(revoke).build());
            one.device.answered(affected.pts(), affected.ptsCount(), () -> one.device.messages.remove(id));
            // Who has deleted a message for himself before he hears of it cannot take it back from the other one.
            if (message != null && affected.ptsCount() > 0) fate(message).gone(one.user, revoke);
        }

        /// All is delivered before, so that what goes is known.
        private void clear(Person one, Person other) {
            if (one.equals(other)) return;
            settle();
            boolean revoke = random.nextBoolean();
            for (Message message : one.device.messages.values()) {
                if (peer(message) == other.user.value()) fate(message).gone(one.user, false);
            }
            if (revoke) {
                for (Message message : other.device.messages.values()) {
                    if (peer(message) == one.user.value() && one.reaches(message, other)) {
                        fate(message).gone(other.user, false);
                    }
                }
            }
            AffectedHistory affected = one.session.call(new DeleteHistory.Builder(one.session.to(other.user), 0)
                    .revoke(revoke)
                    .build());
            assertThat(affected.offset()).isZero();
            one.device.answered(affected.pts(), affected.ptsCount(), () -> one.device.forgetDialog(other.user));
            settle();
        }

        private void setBlocked(Person one, Person other) {
            if (one.equals(other)) return;
            boolean isBlocked = !one.blocks(other);
            // What is on its way may or may not be taken: let it arrive first, so that fates are known.
            settle();
            if (isBlocked) one.session.call(new Block.Builder(one.session.to(other.user)).build());
            else one.session.call(new Unblock.Builder(one.session.to(other.user)).build());
            one.blockedNow.put(other.user, isBlocked);
        }

        private void changeSession(Person one) {
            one.device.told(one.session.arrived());
            one.session.close();
            one.session = town.online(one.user);
            one.device.catchUp(one.session);
        }

        /// Stops with letters undelivered and pushes unsent.
        private void reopen() {
            for (Person each : people) each.session.close();
            town.close();
            town = new Town(folder);
            for (Person each : people) {
                each.session = town.online(each.user);
                each.device.catchUp(each.session);
            }
        }

        private void settle() {
            town.deliver();
            for (Person each : people) {
                each.device.told(each.session.arrived());
                each.device.settle(each.session);
            }
        }

        private void check(Person person) {
            var fresh = new Device();
            fresh.catchUp(person.session);
            assertThat(fresh.messages).isEqualTo(person.device.messages);
            assertThat(fresh.readInbox).isEqualTo(person.device.readInbox);
            assertThat(fresh.readOutbox).isEqualTo(person.device.readOutbox);
            assertThat(fresh.pts)
                    .isEqualTo(person.device.pts)
                    .isEqualTo(person.session.state().pts());

            List<String> expected = fates.entrySet().stream()
                    .filter(each -> each.getValue().isIn(person.user))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
            assertThat(stored(person)).isEqualTo(expected);
            assertThat(person.device.messages.values().stream()
                            .map(Message::message)
                            .sorted())
                    .isEqualTo(expected);
        }

        /// Every text in a person's box, as getHistory gives it.
        private List<String> stored(Person person) {
            List<String> texts = new ArrayList<>();
            for (Person other : people) {
                var answer = person.session.call(new GetHistory(person.session.to(other.user), 0, 0, 0, 100, 0, 0, 0));
                var messages =
                        answer instanceof MessagesSlice slice ? slice.messages() : ((Messages) answer).messages();
                messages.forEach(message -> texts.add(((Message) message).message()));
            }
            return texts.stream().sorted().toList();
        }

        private Fate fate(Message message) {
            return Objects.requireNonNull(fates.get(message.message()));
        }
    }

    private static long peer(Message message) {
        return ((PeerUser) message.peerId()).userId();
    }

    /// Somebody with one session and what it knows.
    private static final class Person {
        private final UserId user;
        private final Device device = new Device();
        private final Map<UserId, Boolean> blockedNow = new HashMap<>();
        private final Map<UserId, Integer> lastTaken = new HashMap<>();
        private Session session;

        Person(UserId user, Session session) {
            this.user = user;
            this.session = session;
        }

        boolean blocks(Person other) {
            return blockedNow.getOrDefault(other.user, false);
        }

        /// Whether clearing for both reaches a message in the other one's box: what the other one wrote while blocked,
        /// after the last message that was taken, was never in this dialog.
        boolean reaches(Message message, Person other) {
            return !message.out() || message.id() <= lastTaken.getOrDefault(other.user, 0);
        }

        /// Some message that the device has in a dialog.
        @Nullable
        Integer anyOf(RandomGenerator random, Person other) {
            List<Integer> ids = device.messages.values().stream()
                    .filter(message -> peer(message) == other.user.value())
                    .map(Message::id)
                    .toList();
            return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
        }
    }

    /// In whose boxes a text should be.
    private static final class Fate {
        private final List<UserId> holders = new ArrayList<>();

        Fate(UserId from, UserId to, boolean isTaken) {
            holders.add(from);
            if (isTaken && !to.equals(from)) holders.add(to);
        }

        void gone(UserId user, boolean everywhere) {
            if (everywhere) holders.clear();
            else holders.remove(user);
        }

        boolean isIn(UserId user) {
            return holders.contains(user);
        }
    }
}
