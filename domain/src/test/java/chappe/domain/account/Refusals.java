package chappe.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import chappe.core.Refusal;
import chappe.core.RpcError;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Expects refusals.
final class Refusals {

    static Refusal refused(ThrowingCallable call, RpcError error) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(Refusal.class);
        Refusal refusal = (Refusal) thrown;
        assertThat(refusal.error()).isEqualTo(error);
        return refusal;
    }

    private Refusals() {}
}
