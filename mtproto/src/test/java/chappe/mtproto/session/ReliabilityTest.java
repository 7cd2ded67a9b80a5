package chappe.mtproto.session;

import static chappe.mtproto.session.SessionWorld.inLayer;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.tl.TlObject;
import chappe.mtproto.session.Requests.Outlet;
import chappe.mtproto.session.TestPeer.Received;
import chappe.testkit.Seed;
import chappe.wire.UpdateConfig;
import chappe.wire.UpdateShort;
import chappe.wire.help.DeepLinkInfoEmpty;
import chappe.wire.help.GetDeepLinkInfo;
import chappe.wire.mtproto.BadMsgNotification;
import chappe.wire.mtproto.BadServerSalt;
import chappe.wire.mtproto.Message;
import chappe.wire.mtproto.MsgContainer;
import chappe.wire.mtproto.MsgDetailedInfo;
import chappe.wire.mtproto.MsgResendReq;
import chappe.wire.mtproto.MsgsAck;
import chappe.wire.mtproto.Ping;
import chappe.wire.mtproto.RpcResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Whatever the network does to frames, each call runs once, each answer arrives, and so does each push.
class ReliabilityTest {
    private static final int RUNS = 80;
    private static final int STEPS = 120;

    @Test
    void eachCallRunsOnceAndEachAnswerArrivesHoweverTheLinesBreak() {
        RandomGenerator seeds = Seed.random("ReliabilityTest");

        for (int run = 0; run < RUNS; run++) {
            long seed = seeds.nextLong();
            var client = new Client(Seed.of(seed));
            for (int step = 0; step < STEPS; step++) client.step();
            client.finish();

            assertThat(client.executed())
                    .as("calls run, seed %d of run %d", seed, run)
                    .doesNotHaveDuplicates();
            assertThat(client.answered).as("calls answered, seed %d", seed).hasSize(client.calls);
            assertThat(client.pushesSeen).as("pushes seen, seed %d", seed).hasSize(client.pushes);
        }
    }

    /// A client that does what the protocol asks of it, on a network that delays, repeats and loses.
    private static final class Client {
        private final RandomGenerator random;
        private final SessionWorld world;
        private final TestPeer peer;
        private final Map<Long, Message> pending = new HashMap<>();
        private final List<byte[]> underway = new ArrayList<>();
        private final List<byte[]> past = new ArrayList<>();
        private final List<Long> acks = new ArrayList<>();
        private final Set<Long> answered = new HashSet<>();
        private final Set<Integer> pushesSeen = new HashSet<>();
        private final Map<Long, Integer> tokens = new HashMap<>();
        private int calls;
        private int pushes;

        Client(RandomGenerator random) {
            this.random = random;
            this.world = new SessionWorld(random);
            this.peer = world.peer();
            world.requests.behave(call -> RecordingRequests.result(new DeepLinkInfoEmpty(), call));
        }

        List<String> executed() {
            return world.requests.calls().stream()
                    .map(call -> ((GetDeepLinkInfo) call.method()).path())
                    .toList();
        }

        void step() {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> call();
                case 3 -> container();
                case 4, 5 -> deliver(true);
                case 6 -> repeat();
                case 7 -> receive();
                case 8 -> reconnect();
                case 9 -> push();
                case 10 -> acknowledge();
                default -> lanes();
            }
            if (random.nextInt(20) == 0) world.clock.advance(Duration.ofSeconds(random.nextInt(40)));
        }

        void finish() {
            for (int round = 0; round < 50 && (answered.size() < calls || pushesSeen.size() < pushes); round++) {
                while (!underway.isEmpty()) deliver(false);
                world.runLanes();
                receive();
                peer.disconnect();
                peer.connectAgain();
                resendOld();
                peer.sendPlain(new Ping(round));
                receive();
            }
        }

        private void call() {
            send(List.of(newCall()));
        }

        private void container() {
            List<Message> some = new ArrayList<>();
            for (int i = random.nextInt(1, 5); i > 0; i--) some.add(newCall());
            send(some);
        }

        private Message newCall() {
            int token = calls++;
            Message message = peer.message(inLayer(new GetDeepLinkInfo("call " + token)), true);
            tokens.put(message.msgId(), token);
            pending.put(message.msgId(), message);
            return message;
        }

        private void send(List<Message> messages) {
            Message one = messages.getFirst();
            if (messages.size() == 1) frame(one.msgId(), one.seqno(), one.body());
            else frame(peer.nextMsgId(), peer.nextSeqNo(false), ServerFrames.bytes(new MsgContainer(messages)));
        }

        private void frame(long msgId, int seqNo, byte[] body) {
            underway.add(peer.frame(peer.salt, msgId, seqNo, body.length, body));
        }

        /// Hands a frame to the server: mostly the oldest, sometimes another.
        private void deliver(boolean mayReorder) {
            if (underway.isEmpty()) return;
            int at = mayReorder && random.nextInt(4) == 0 ? random.nextInt(underway.size()) : 0;
            byte[] frame = underway.remove(at);
            past.add(frame);
            peer.sendFrame(frame.clone());
        }

        private void repeat() {
            if (!past.isEmpty())
                peer.sendFrame(past.get(random.nextInt(past.size())).clone());
        }

        private void reconnect() {
            if (random.nextBoolean()) receive();
            peer.disconnect();
            peer.connectAgain();
            resendOld();
        }

        /// What was not answered is sent again, under the id that it had.
        private void resendOld() {
            for (Message each : List.copyOf(pending.values())) send(List.of(each));
        }

        private void push() {
            if (world.requests.opened().isEmpty()) return;
            Outlet outlet = world.requests.opened().getFirst();
            outlet.push(new UpdateShort(new UpdateConfig(), pushes++));
        }

        private void lanes() {
            if (random.nextBoolean()) world.holdLanes();
            else world.runLanes();
        }

        private void acknowledge() {
            if (acks.isEmpty()) return;
            peer.sendPlain(new MsgsAck(List.copyOf(acks)));
            acks.clear();
        }

        private void receive() {
            for (Received each : peer.receive()) {
                take(each.object());
                if ((each.seqNo() & 1) == 1) acks.add(each.msgId());
            }
        }

        private void take(TlObject object) {
            switch (object) {
                case RpcResult result -> {
                    if (pending.remove(result.reqMsgId()) != null) answered.add((long) token(result.reqMsgId()));
                }
                case UpdateShort push -> pushesSeen.add(push.date());
                case BadServerSalt bad -> peer.salt = bad.newServerSalt();
                case BadMsgNotification bad -> refused(bad);
                case MsgDetailedInfo info -> peer.send(new MsgResendReq(List.of(info.answerMsgId())));
                default -> {}
            }
        }

        private int token(long msgId) {
            return tokens.getOrDefault(msgId, -1);
        }

        /// A message that the server does not take goes out under a new id; of a container, all that is open.
        private void refused(BadMsgNotification bad) {
            List<Message> again =
                    pending.containsKey(bad.badMsgId()) ? List.of(pending.get(bad.badMsgId())) : List.of();
            for (Message each : again) {
                pending.remove(each.msgId());
                Message fresh = new Message(peer.nextMsgId(), peer.nextSeqNo(true), each.body());
                tokens.put(fresh.msgId(), token(each.msgId()));
                pending.put(fresh.msgId(), fresh);
                send(List.of(fresh));
            }
        }
    }
}
