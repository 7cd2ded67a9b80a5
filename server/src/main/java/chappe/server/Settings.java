package chappe.server;

import chappe.api.rpc.Limit;
import chappe.server.delivery.SmtpMailer.MailServer;
import chappe.store.embedded.RocksSettings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Everything an operator can set, with a safe default for each; docs/settings.md says what each is for.
///
/// @param data the data folder: keys, store, files, login codes
/// @param store how much memory the store may use
/// @param network what lies between clients and the ports
/// @param admission who may open an account, and with which apps
/// @param mail who takes e-mail
/// @param delivery who takes login codes
/// @param rates how many calls of each class a caller may make
/// @param log the level of the log: error, warn, info, debug or trace
record Settings(
        Path data,
        RocksSettings store,
        Listen listen,
        Network network,
        Admission admission,
        Advertise advertise,
        Metrics metrics,
        KeyExchange keyExchange,
        Codes codes,
        MailServer mail,
        DeliverySettings delivery,
        Map<Limit, Limit.Rate> rates,
        String log) {

    /// Where clients connect.
    ///
    /// @param secrets 16 bytes each: an app's proxy setting takes one of them with this server's address
    record Listen(String bind, List<Integer> ports, List<byte[]> secrets) {}

    /// What clients are told of the server, where it differs from what it binds.
    ///
    /// @param name what people call the server
    /// @param hosts literal IP addresses for `dc_options`; empty: the bound one
    /// @param ports the ports beside each of them; empty: the first bound one
    /// @param url where links lead, with a slash at its end; empty: made of the two
    /// @param country where the server stands: two letters of ISO 3166, or empty
    record Advertise(String name, List<String> hosts, List<Integer> ports, String url, String country) {}

    /// Where Prometheus reads the metrics; port 0 turns them off.
    record Metrics(String bind, int port) {}

    /// @param oldPadding accepts the padding of `p_q_inner_data` that Telegram used before RSA_PAD: some clients in use
    ///     still send it
    record KeyExchange(boolean oldPadding) {}

    /// How often login codes may be asked for.
    ///
    /// @param perAddressHour by one address; carriers and schools hide many people behind one
    /// @param perPhoneHour for one phone
    /// @param perSecond by all together; who comes when it is spent gets a turn
    /// @param perMinute likewise
    record Codes(int perAddressHour, int perPhoneHour, int perSecond, int perMinute) {}

    static Settings from(Entries entries) {
        List<Integer> ports = entries.numbers("listen.ports", List.of(8080), 0, 65_535);
        MailServer mail = DeliverySettings.mail(entries);
        String bind = entries.text("listen.bind", "127.0.0.1");
        Settings settings = new Settings(
                entries.one("data", Path.of("data"), Path::of),
                store(entries),
                new Listen(bind, ports, entries.secrets("listen.secrets", Settings::secret)),
                Network.from(entries),
                Admission.from(entries),
                new Advertise(
                        entries.text("advertise.name", "Chappe"),
                        entries.many("advertise.host", List.of(), Settings::literal),
                        entries.numbers("advertise.port", List.of(), 1, 65_535),
                        entries.one("advertise.url", "", Settings::url),
                        entries.one("advertise.country", "", Settings::country)),
                new Metrics(entries.text("metrics.bind", "127.0.0.1"), entries.number("metrics.port", 0, 0, 65_535)),
                new KeyExchange(entries.yes("key-exchange.old-padding", true)),
                new Codes(
                        entries.number("login-codes.per-address-hour", 100, 1, 1_000_000),
                        entries.number("login-codes.per-phone-hour", 10, 1, 1_000),
                        entries.number("login-codes.per-second", 1_000, 1, 1_000),
                        entries.number("login-codes.per-minute", 30_000, 1, 60_000)),
                mail,
                DeliverySettings.codes(entries, mail),
                rates(entries),
                entries.one("log", "info", Settings::level));
        entries.refuseUnknown();
        if (ports.size() > 1 && ports.contains(0))
            throw entries.wrong("listen.ports", "may be 0 (any free port) only alone");
        return settings;
    }

    private static RocksSettings store(Entries entries) {
        RocksSettings small = RocksSettings.small();
        int cacheMb = entries.number("store.cache-mb", (int) (small.cacheBytes() >> 20), 1, 1 << 20);
        int memtablesMb = entries.number("store.memtables-mb", (int) (small.memtableBytes() >> 20), 16, 1 << 16);
        return new RocksSettings((long) cacheMb << 20, (long) memtablesMb << 20, small.backgroundThreads());
    }

    /// `limits.send: 6000` lets each caller send that often a minute; the others likewise.
    private static Map<Limit, Limit.Rate> rates(Entries entries) {
        Map<Limit, Limit.Rate> rates = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            Limit.Rate usual = limit.rate();
            String name = "limits." + limit.name().toLowerCase(Locale.ROOT);
            int burst = entries.number(name, Math.toIntExact(usual.burst()), 1, 100_000_000);
            rates.put(limit, new Limit.Rate(burst, usual.period()));
        }
        return Map.copyOf(rates);
    }

    private static byte[] secret(String hex) {
        if (!hex.matches("[0-9a-fA-F]{32}")) throw new IllegalArgumentException("must be 32 hexadecimal digits each");
        return HexFormat.of().parseHex(hex);
    }

    private static String literal(String address) {
        try {
            return InetAddress.ofLiteral(address).getHostAddress();
        } catch (IllegalArgumentException name) {
            throw new IllegalArgumentException("must be an IP address, since clients do not resolve names", name);
        }
    }

    private static String url(String value) {
        if (!value.matches("https?://\\S+/"))
            throw new IllegalArgumentException("must be an address of the web, with a slash at its end");
        return value;
    }

    private static String country(String value) {
        if (!value.matches("[A-Z]{2}")) throw new IllegalArgumentException("must be two capital letters (ISO 3166)");
        return value;
    }

    private static String level(String value) {
        if (!List.of("error", "warn", "info", "debug", "trace").contains(value)) {
            throw new IllegalArgumentException("must be error, warn, info, debug or trace");
        }
        return value;
    }
}
