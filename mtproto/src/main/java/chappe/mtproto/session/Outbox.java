package chappe.mtproto.session;

import chappe.core.Limits;
import chappe.mtproto.session.Kept.Kind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The content-related messages that the client has not acknowledged, oldest first, within bounds. Guarded by
/// the session's lock.
///
/// Past the bounds the oldest answers go one by one, and of the pushes all at once: [#havePushesGone] then
/// says that the client must be told to catch up (`updatesTooLong`), since one push that is lost in silence
/// is worse than a hundred that are asked for again.
final class Outbox {

    /// Most clients acknowledge at once, so that most of the time there is nothing here.
    private @Nullable List<Kept> kept;

    private final LongRing droppedAnswers = new LongRing(Limits.LOST_ANSWERS_MAX);
    private int answerBytes;
    private int pushCount;
    private int pushBytes;
    private boolean havePushesGone;

    void keep(Kept message) {
        if (kept == null) kept = new ArrayList<>(2);
        kept.add(message);
        count(message, 1);
        if (pushCount > Limits.PUSHES_KEPT_MAX || pushBytes > Limits.PUSH_BYTES_KEPT_MAX) dropPushes();
        while (answerBytes > Limits.ANSWER_BYTES_KEPT_MAX || size() > Limits.MESSAGES_KEPT_MAX) {
            if (!dropOldestAnswer(message)) return;
        }
    }

    /// @return null when no message that is still kept was sent under this id
    @Nullable
    Kept acknowledge(long msgId) {
        return removeFirst(each -> each.wasSentAs(msgId));
    }

    @Nullable
    Kept findSentAs(long msgId) {
        return findFirst(each -> each.wasSentAs(msgId));
    }

    @Nullable
    Kept findAnswer(long queryId) {
        return findFirst(each -> each.kind() == Kind.ANSWER && each.queryId() == queryId);
    }

    @Nullable
    Kept removeAnswer(long queryId) {
        return removeFirst(each -> each.kind() == Kind.ANSWER && each.queryId() == queryId);
    }

    /// Whether an answer went before its client acknowledged it: a repeated call can then only be asked for
    /// anew.
    boolean wasAnswerDropped(long queryId) {
        return droppedAnswers.contains(queryId);
    }

    List<Kept> all() {
        return kept == null ? List.of() : List.copyOf(kept);
    }

    int size() {
        return kept == null ? 0 : kept.size();
    }

    boolean havePushesGone() {
        return havePushesGone;
    }

    /// The client is being told to catch up.
    void forgetLoss() {
        havePushesGone = false;
    }

    private void dropPushes() {
        havePushesGone = true;
        if (kept == null) return;
        kept.removeIf(each -> each.kind() == Kind.PUSH);
        pushCount = 0;
        pushBytes = 0;
        if (kept.isEmpty()) kept = null;
    }

    private boolean dropOldestAnswer(Kept butNot) {
        Kept oldest = removeFirst(each -> each.kind() == Kind.ANSWER && each != butNot);
        if (oldest == null) return false;
        droppedAnswers.add(oldest.queryId());
        return true;
    }

    private @Nullable Kept findFirst(Predicate<Kept> wanted) {
        if (kept == null) return null;
        for (Kept each : kept) if (wanted.test(each)) return each;
        return null;
    }

    private @Nullable Kept removeFirst(Predicate<Kept> wanted) {
        if (kept == null) return null;
        for (Iterator<Kept> all = kept.iterator(); all.hasNext(); ) {
            Kept each = all.next();
            if (!wanted.test(each)) continue;
            all.remove();
            count(each, -1);
            if (kept.isEmpty()) kept = null;
            return each;
        }
        return null;
    }

    private void count(Kept message, int sign) {
        int bytes = sign * message.body().length;
        if (message.kind() == Kind.ANSWER) answerBytes += bytes;
        if (message.kind() != Kind.PUSH) return;
        pushCount += sign;
        pushBytes += bytes;
    }
}
