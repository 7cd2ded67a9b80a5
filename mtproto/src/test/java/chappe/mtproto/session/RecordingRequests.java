package chappe.mtproto.session;

import chappe.core.tl.TlWriter;
import chappe.wire.Layers;
import chappe.wire.NearestDc;
import chappe.wire.help.GetConfig;
import chappe.wire.help.GetNearestDc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/// Answers help.getNearestDc with the caller's DC, refuses help.getConfig, and writes down what it was asked.
/// Thread-safe.
final class RecordingRequests implements Requests {
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<Outlet> opened = Collections.synchronizedList(new ArrayList<>());
    private final List<Outlet> closed = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<Call, Answer> behaviour = RecordingRequests::answerPlainly;

    void behave(Function<Call, Answer> behaviour) {
        this.behaviour = behaviour;
    }

    static Answer answerPlainly(Call call) {
        return switch (call.method()) {
            case GetNearestDc _ -> result(new NearestDc("CH", call.dc(), call.dc()), call);
            case GetConfig _ -> new Answer.Error(400, "METHOD_INVALID");
            default ->
                throw new IllegalStateException("no answer to " + call.method().methodName());
        };
    }

    static Answer result(chappe.core.tl.TlObject result, Call call) {
        return new Answer.Result(TlWriter.toBytes(result, Layers.of(call.layer())));
    }

    @Override
    public Answer answer(Call call) {
        calls.add(call);
        return behaviour.apply(call);
    }

    @Override
    public void opened(Outlet outlet) {
        opened.add(outlet);
    }

    @Override
    public void closed(Outlet outlet) {
        closed.add(outlet);
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    List<Outlet> opened() {
        return List.copyOf(opened);
    }

    List<Outlet> closed() {
        return List.copyOf(closed);
    }
}
