package chappe.mtproto.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How many connections each address holds; one home has a whole /64 of IPv6 addresses, so those count as one.
/// Thread-safe; holds no row for an address without connections.
final class AddressCounts {
    private static final int HOME_BYTES = 8; // the /64

    private final int max;
    private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();

    AddressCounts(int max) {
        this.max = max;
    }

    /// Counts one more, unless the address has its share. Whoever got true gives it back with [#leave].
    boolean enter(String address) {
        String home = home(address);
        int now = open.merge(home, 1, Integer::sum);
        if (now <= max) return true;
        leave(address);
        return false;
    }

    void leave(String address) {
        open.computeIfPresent(home(address), (_, count) -> count == 1 ? null : count - 1);
    }

    /// How many addresses hold connections.
    int size() {
        return open.size();
    }

    private static String home(String address) {
        InetAddress literal = TrustedProxies.literal(address);
        if (!(literal instanceof Inet6Address)) return address;
        return HexFormat.of().formatHex(Arrays.copyOf(literal.getAddress(), HOME_BYTES)) + "/64";
    }
}
