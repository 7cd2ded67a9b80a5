package chappe.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MethodErrorsTest {

    @Test
    void allowsWhatTheMethodsListHas() {
        assertThat(MethodErrors.allows("auth.signIn", RpcError.PHONE_CODE_INVALID))
                .isTrue();
        assertThat(MethodErrors.allows("auth.signIn", RpcError.STICKERS_EMPTY)).isFalse();
        assertThat(MethodErrors.own("auth.signIn")).contains(RpcError.PHONE_CODE_EMPTY);
    }

    @Test
    void allowsTheCommonErrorsForEveryMethod() {
        assertThat(MethodErrors.allows("help.getConfig", RpcError.FLOOD_WAIT_X)).isTrue();
        assertThat(MethodErrors.allows("no.suchMethod", RpcError.METHOD_INVALID))
                .isTrue();
        assertThat(MethodErrors.own("no.suchMethod")).isEmpty();
    }

    @Test
    void knowsTheCodesThatDifferFromTheUsualOne() {
        assertThat(RpcError.TAKEOUT_REQUIRED.code()).isEqualTo(400);
        assertThat(MethodErrors.code("contacts.getSaved", RpcError.TAKEOUT_REQUIRED))
                .isEqualTo(403);
        assertThat(MethodErrors.code("no.suchMethod", RpcError.TAKEOUT_REQUIRED))
                .isEqualTo(400);
    }

    @Test
    void givesCodesThatClientsShowRatherThanRepeat() {
        assertThat(MethodErrors.code("auth.sendCode", RpcError.PHONE_NUMBER_INVALID))
                .isEqualTo(400);
        assertThat(MethodErrors.code("messages.sendMessage", RpcError.PEER_ID_INVALID))
                .isEqualTo(400);
        assertThat(MethodErrors.code("messages.sendMessage", RpcError.MSG_WAIT_FAILED))
                .isEqualTo(400);
    }
}
