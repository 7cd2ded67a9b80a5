package chappe.server;

import chappe.core.Limits;
import chappe.mtproto.transport.AddressRange;
import chappe.mtproto.transport.TrustedProxies;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What lies between clients and the ports: TLS, proxies, and how much one address may take.
///
/// @param certificate what is shown to those who come inside TLS; null: no one may
/// @param proxies whose word about a client's address counts
/// @param connectionsPerAddress at once
record Network(@Nullable Certificate certificate, TrustedProxies proxies, int connectionsPerAddress) {

    /// Two PEM files, read again when they change.
    ///
    /// @param chain the server's certificate first, then those that lead to a root
    record Certificate(Path chain, Path key) {}

    static Network from(Entries entries) {
        return new Network(
                certificate(entries),
                new TrustedProxies(entries.many("proxies.trusted", List.of(), AddressRange::parse)),
                entries.number(
                        "listen.connections-per-address",
                        Limits.CONNECTIONS_PER_ADDRESS_MAX,
                        1,
                        Limits.CONNECTIONS_MAX));
    }

    /// Of the server's addresses in the web.
    String scheme() {
        return certificate == null ? "http" : "https";
    }

    private static @Nullable Certificate certificate(Entries entries) {
        String chain = entries.text("tls.certificate", "");
        String key = entries.text("tls.key", "");
        if (chain.isEmpty() != key.isEmpty())
            throw entries.wrong(chain.isEmpty() ? "tls.key" : "tls.certificate", "needs the other one beside it");
        return chain.isEmpty() ? null : new Certificate(Path.of(chain), Path.of(key));
    }
}
