package chappe.domain.account;

import chappe.core.RpcError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;

/// With which apps people may log in, by the api_id that each app's maker got. Immutable.
///
/// @param allowed the only ones, each with the api_hash that it must show, or with an empty one that is not looked
///     at; without any, all are
/// @param refused these never, although they are allowed
public record AppPolicy(Map<Integer, String> allowed, Set<Integer> refused) {
    public static final AppPolicy ANY = new AppPolicy(Map.of(), Set.of());

    public AppPolicy {
        allowed = Map.copyOf(allowed);
        refused = Set.copyOf(refused);
    }

    /// Refuses with API_ID_PUBLISHED_FLOOD an app that the operator refuses by name, and with API_ID_INVALID one
    /// that is not allowed, or does not show its api_hash.
    public void require(int apiId, String apiHash) {
        if (refused.contains(apiId)) throw RpcError.API_ID_PUBLISHED_FLOOD.refuse();
        if (apiId <= 0) throw RpcError.API_ID_INVALID.refuse();
        if (allowed.isEmpty()) return;
        String expected = allowed.get(apiId);
        if (expected == null || !(expected.isEmpty() || isSame(expected, apiHash)))
            throw RpcError.API_ID_INVALID.refuse();
    }

    private static boolean isSame(String expected, String shown) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /// Hashes are secrets of the apps' makers.
    @Override
    public String toString() {
        return "AppPolicy[allowed=" + allowed.keySet() + ", refused=" + refused + "]";
    }
}
