package chappe.server;

import chappe.api.help.ServerProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.List;

/// The addresses: which are bound, and which clients are told.
///
/// @param bound where the server listens, each port known
/// @param profile what clients are told
record Advertised(List<InetSocketAddress> bound, ServerProfile profile) {

    /// Works them out of the settings: port 0 becomes a free one, and where every address is bound and none is
    /// advertised, this machine's own is told, as far as it has one.
    static Advertised of(Settings settings) {
        Settings.Listen listen = settings.listen();
        InetAddress bind = new InetSocketAddress(listen.bind(), 0).getAddress();
        if (bind == null) throw new StartFault("there is no address '" + listen.bind() + "' to listen on");
        List<InetSocketAddress> bound = listen.ports().stream()
                .map(port -> new InetSocketAddress(bind, port == 0 ? freePort(bind) : port))
                .toList();

        Settings.Advertise told = settings.advertise();
        List<String> hosts = told.hosts().isEmpty() ? List.of(own(bind).getHostAddress()) : told.hosts();
        List<Integer> ports = told.ports().isEmpty() ? List.of(bound.getFirst().getPort()) : told.ports();
        List<ServerProfile.Address> addresses = hosts.stream()
                .flatMap(host -> ports.stream().map(port -> new ServerProfile.Address(host, port)))
                .toList();
        String url = told.url().isEmpty()
                ? settings.network().scheme() + "://" + bracketed(hosts.getFirst()) + ":" + ports.getFirst() + "/"
                : told.url();
        return new Advertised(bound, new ServerProfile(addresses, told.country(), url));
    }

    private static InetAddress own(InetAddress bind) {
        if (!bind.isAnyLocalAddress()) return bind;
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .filter(address -> address.getAddress().length == 4)
                    .findFirst()
                    .orElse(InetAddress.getLoopbackAddress());
        } catch (SocketException unknown) {
            return InetAddress.getLoopbackAddress();
        }
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static int freePort(InetAddress bind) {
        try (ServerSocket probe = new ServerSocket(0, 1, bind)) {
            return probe.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
