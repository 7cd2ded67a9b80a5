package chappe.mtproto.transport;

import chappe.core.Limits;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The proxies whose word about a client's address counts: in a PROXY header before everything else, or in the
/// `X-Forwarded-For` of an HTTP request. Anyone else's word is ignored. Immutable.
public record TrustedProxies(List<AddressRange> ranges) {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    public TrustedProxies {
        ranges = List.copyOf(ranges);
    }

    /// @param address an IP address in text; what is none is not trusted
    boolean trusts(String address) {
        if (ranges.isEmpty()) return false;
        InetAddress literal = literal(address);
        return literal != null && ranges.stream().anyMatch(range -> range.contains(literal));
    }

    /// Who sent an HTTP request. Each proxy appends whom it heard it from, so the list is read from its end for as
    /// long as the one who says so is trusted.
    ///
    /// @param peer who sent it to us
    /// @param forwardedFor all values of `X-Forwarded-For`, in order
    String sender(String peer, List<String> forwardedFor) {
        String[] said = String.join(",", forwardedFor).split(",", -1);
        String sender = peer;
        int oldest = Math.max(0, said.length - Limits.FORWARDED_HOPS_MAX);
        for (int i = said.length - 1; i >= oldest && trusts(sender); i--) {
            InetAddress before = literal(said[i].strip());
            if (before == null) break;
            sender = before.getHostAddress();
        }
        return sender;
    }

    /// @return null for what is no literal address; no name is ever resolved
    static @Nullable InetAddress literal(@Nullable String address) {
        if (address == null) return null;
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException name) {
            return null;
        }
    }
}
