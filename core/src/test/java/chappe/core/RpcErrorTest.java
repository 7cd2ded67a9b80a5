package chappe.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RpcErrorTest {

    @Test
    void putsTheNumberWhereTheNameHasX() {
        assertThat(RpcError.FLOOD_WAIT_X.refuse(17)).hasMessage("FLOOD_WAIT_17");
        assertThat(RpcError.FILE_REFERENCE_X_EXPIRED.text(0)).isEqualTo("FILE_REFERENCE_0_EXPIRED");
        assertThat(RpcError.PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_XMIN.text(5))
                .isEqualTo("PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_5MIN");
        assertThat(RpcError._2FA_CONFIRM_WAIT_X.text(9)).isEqualTo("2FA_CONFIRM_WAIT_9");
        assertThat(RpcError.PEER_ID_INVALID.refuse()).hasMessage("PEER_ID_INVALID");
    }

    @Test
    void refusesWithANumberExactlyWhereTheNameHasOne() {
        assertThatThrownBy(RpcError.FLOOD_WAIT_X::refuse).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> RpcError.PEER_ID_INVALID.refuse(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesNothingThatAClientCouldNotRead() {
        for (RpcError error : RpcError.values()) {
            assertThat(error.text(1)).as("%s", error).matches("[A-Z0-9_]+");
            assertThat(error.code()).as("%s", error).isIn(303, 400, 401, 403, 404, 406, 420, 500);
        }
    }

    @Test
    void knowsTheErrorsThatRealClientsKnow() {
        assertThat(RpcError.METHOD_INVALID.code()).isEqualTo(400);
        assertThat(RpcError.AUTH_KEY_UNREGISTERED.code()).isEqualTo(401);
        assertThat(RpcError.FLOOD_PREMIUM_WAIT_X.code()).isEqualTo(420);
        assertThat(RpcError.PHONE_PASSWORD_FLOOD.code()).isEqualTo(400);
    }
}
