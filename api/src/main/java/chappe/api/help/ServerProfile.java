package chappe.api.help;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/// What the server says of itself to clients; from the settings.
///
/// @param addresses where clients reach it, the preferred one first; apart from what it binds to
/// @param country two letters, ISO 3166; empty where the operator names none
/// @param publicUrl where links to people and posts lead, with a slash at its end
public record ServerProfile(List<Address> addresses, String country, String publicUrl) {
    public ServerProfile {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) throw new IllegalArgumentException("a server without an address");
        if (!country.isEmpty() && !country.matches("[A-Z]{2}"))
            throw new IllegalArgumentException("no country: " + country);
    }

    /// @param ip a literal address: clients do not resolve names
    public record Address(String ip, int port) {
        public Address {
            if (port < 1 || port > 65_535) throw new IllegalArgumentException("no port: " + port);
            ip = InetAddress.ofLiteral(ip).getHostAddress();
        }

        boolean isIpv6() {
            return InetAddress.ofLiteral(ip) instanceof Inet6Address;
        }
    }
}
