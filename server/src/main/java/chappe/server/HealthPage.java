package chappe.server;

import chappe.mtproto.transport.WebRequest;
import chappe.mtproto.transport.WebResponder;
import chappe.mtproto.transport.WebResponse;
import java.util.function.BooleanSupplier;

/// `/healthz`: 200 while the server is ready and its store can commit, else 503 with the reason.
final class HealthPage implements WebResponder {
    private final BooleanSupplier isReady;
    private final BooleanSupplier isWritable;

    HealthPage(BooleanSupplier isReady, BooleanSupplier isWritable) {
        this.isReady = isReady;
        this.isWritable = isWritable;
    }

    @Override
    public WebResponse answer(WebRequest request) {
        if (!isReady.getAsBoolean()) return WebResponse.text(503, "starting or stopping\n");
        if (!isWritable.getAsBoolean()) return WebResponse.text(503, "the store cannot commit\n");
        return WebResponse.text(200, "ok\n");
    }
}
