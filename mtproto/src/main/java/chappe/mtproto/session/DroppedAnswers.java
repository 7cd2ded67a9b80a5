package chappe.mtproto.session;

import chappe.core.tl.TlObject;
import chappe.mtproto.session.Requests.Answer;
import chappe.wire.mtproto.RpcAnswerDropped;
import chappe.wire.mtproto.RpcAnswerDroppedRunning;
import chappe.wire.mtproto.RpcAnswerUnknown;

/// Answers
/// [rpc_drop_answer](https://core.telegram.org/mtproto/service_messages#cancellation-of-an-rpc-query): a
/// client that no longer wants an answer. Stateless; runs under the session's lock.
final class DroppedAnswers {

    /// A call that has not begun is not run at all; the answer of a running one goes to waste; one that lies
    /// ready is thrown away.
    static Answer drop(long queryId, Session session) {
        if (session.dropCall(queryId)) return answer(new RpcAnswerDroppedRunning());
        Kept answer = session.sender().outbox().removeAnswer(queryId);
        if (answer == null) return answer(new RpcAnswerUnknown());
        return answer(new RpcAnswerDropped(answer.lastId(), answer.seqNo(), answer.body().length));
    }

    private static Answer answer(TlObject object) {
        return new Answer.Result(ServerFrames.bytes(object));
    }

    private DroppedAnswers() {}
}
