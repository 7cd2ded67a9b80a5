package chappe.api.account;

import chappe.api.rpc.CallListener;
import chappe.api.rpc.Caller;
import chappe.core.tl.TlMethod;
import chappe.domain.account.Authorizations;
import java.util.concurrent.Executor;

/// Notes when each login is used, seldom enough that it costs calls nothing. Thread-safe.
public final class UseNotes implements CallListener {
    private final Authorizations authorizations;
    private final Executor threads;

    /// @param threads runs a note, which blocks; a virtual thread a task is meant
    public UseNotes(Authorizations authorizations, Executor threads) {
        this.authorizations = authorizations;
        this.threads = threads;
    }

    @Override
    public void called(Caller caller, TlMethod<?> method) {
        if (!authorizations.isUseDue(caller.authKeyId())) return;
        threads.execute(() -> authorizations.noteUse(caller.userId(), caller.authKeyId(), caller.address()));
    }
}
