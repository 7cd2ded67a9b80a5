package chappe.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.UserId;
import chappe.core.tl.TlObject;
import chappe.wire.Message;
import chappe.wire.MessageType;
import chappe.wire.PeerUser;
import chappe.wire.Update;
import chappe.wire.UpdateDeleteMessages;
import chappe.wire.UpdateMessageID;
import chappe.wire.UpdateNewMessage;
import chappe.wire.UpdatePeerBlocked;
import chappe.wire.UpdateReadHistoryInbox;
import chappe.wire.UpdateReadHistoryOutbox;
import chappe.wire.Updates;
import chappe.wire.UpdatesTooLong;
import chappe.wire.updates.Difference;
import chappe.wire.updates.DifferenceEmpty;
import chappe.wire.updates.DifferenceSlice;
import chappe.wire.updates.DifferenceType;
import chappe.wire.updates.GetDifference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a client makes of what it is told: it takes updates by their pts, and complains of gaps and repeats.
///
/// Confined to the test's thread.
final class Device {
    final Map<Integer, Message> messages = new TreeMap<>();
    final Map<Long, Integer> readInbox = new HashMap<>();
    final Map<Long, Integer> readOutbox = new HashMap<>();
    final Map<Long, Boolean> blocked = new HashMap<>();
    int pts = 1;
    private final List<Step> waiting = new ArrayList<>();
    private boolean mustCatchUp;

    /// What a difference brought may also be pushed: a session is subscribed before its difference is read (rule R10),
    /// and
    /// clients leave out what they have by its pts. Beyond it a repeat is a fault.
    private int ptsOfDifference;

    /// The answer of an own call that moved pts.
    void answered(int newPts, int ptsCount, Runnable effect) {
        if (ptsCount > 0) waiting.add(new Step(newPts, ptsCount, effect));
    }

    void told(List<TlObject> pushes) {
        for (TlObject push : pushes) {
            switch (push) {
                case Updates updates -> updates.updates().forEach(this::told);
                case UpdatesTooLong _ -> mustCatchUp = true;
                default -> throw new AssertionError("pushed a " + push);
            }
        }
    }

    void told(Update update) {
        switch (update) {
            case UpdateNewMessage u -> waiting.add(new Step(u.pts(), u.ptsCount(), () -> add(u.message())));
            case UpdateDeleteMessages u ->
                waiting.add(new Step(u.pts(), u.ptsCount(), () -> u.messages().forEach(messages::remove)));
            case UpdateReadHistoryInbox u ->
                waiting.add(new Step(u.pts(), u.ptsCount(), () -> readInbox.put(id(u.peer()), u.maxId())));
            case UpdateReadHistoryOutbox u ->
                waiting.add(new Step(u.pts(), u.ptsCount(), () -> readOutbox.put(id(u.peer()), u.maxId())));
            case UpdatePeerBlocked u -> blocked.put(id(u.peerId()), u.blocked());
            case UpdateMessageID _ -> {}
            default -> throw new AssertionError("told a " + update);
        }
    }

    /// Takes everything that has arrived. Nothing may be missing and nothing may be there twice.
    void settle(Session session) {
        if (mustCatchUp) catchUp(session);
        waiting.removeIf(step -> step.pts() <= ptsOfDifference);
        waiting.sort(Comparator.comparingInt(Step::pts));
        for (Step step : waiting) {
            assertThat(step.pts() - step.ptsCount())
                    .as("a gap or a repeat before pts %s", step.pts())
                    .isEqualTo(pts);
            step.effect().run();
            pts = step.pts();
        }
        waiting.clear();
    }

    /// Asks for the difference until there is none. What arrived by other ways is part of it.
    void catchUp(Session session) {
        while (true) {
            DifferenceType answer = session.call(new GetDifference.Builder(pts, Integer.MAX_VALUE, 0).build());
            switch (answer) {
                case Difference difference -> take(difference.newMessages(), difference.otherUpdates());
                case DifferenceSlice slice -> take(slice.newMessages(), slice.otherUpdates());
                default -> assertThat(answer).isInstanceOf(DifferenceEmpty.class);
            }
            if (answer instanceof Difference difference)
                pts = difference.state().pts();
            if (answer instanceof DifferenceSlice slice)
                pts = slice.intermediateState().pts();
            else break;
        }
        ptsOfDifference = pts;
        mustCatchUp = false;
    }

    void forgetDialog(UserId peer) {
        messages.values().removeIf(message -> id(message.peerId()) == peer.value());
    }

    private void take(List<MessageType> newMessages, List<Update> others) {
        newMessages.forEach(this::add);
        List<Step> before = List.copyOf(waiting);
        waiting.clear();
        others.forEach(this::told);
        waiting.forEach(step -> step.effect().run());
        waiting.clear();
        waiting.addAll(before);
    }

    private void add(MessageType message) {
        messages.put(((Message) message).id(), (Message) message);
    }

    private static long id(chappe.wire.Peer peer) {
        return ((PeerUser) peer).userId();
    }

    private record Step(int pts, int ptsCount, Runnable effect) {}
}
