package chappe.api.help;

import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.Limits;
import chappe.domain.account.Presence;
import chappe.domain.box.TopPeers;
import chappe.wire.Config;
import chappe.wire.DcOption;
import chappe.wire.JSONValue;
import chappe.wire.JsonBool;
import chappe.wire.JsonNumber;
import chappe.wire.JsonObject;
import chappe.wire.JsonObjectValue;
import chappe.wire.NearestDc;
import chappe.wire.help.AppConfig;
import chappe.wire.help.AppConfigNotModified;
import chappe.wire.help.AppConfigType;
import chappe.wire.help.GetAppConfig;
import chappe.wire.help.GetConfig;
import chappe.wire.help.GetNearestDc;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The methods that tell a client where the server is and what its limits are.
///
/// The server is every DC: the client hears that it is where it believes to be, and finds this server's
/// addresses under each id, so that it never migrates.
public final class Configuration {
    private static final int DC_MAX = 5;
    private static final Duration VALID = Duration.ofHours(1);
    private static final JsonObject APP_CONFIG = new JsonObject(List.of(
            number("about_length_limit_default", Limits.ABOUT_LENGTH_MAX),
            number("about_length_limit_premium", Limits.ABOUT_LENGTH_MAX),
            truth("premium_purchase_blocked"),
            truth("stargifts_blocked")));

    private final ServerProfile server;
    private final Clock clock;

    public Configuration(ServerProfile server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    public void register(Routes on) {
        on.anyone(GetConfig.class, Limit.READ, this::getConfig);
        on.anyone(GetNearestDc.class, Limit.READ, this::getNearestDc);
        on.anyone(GetAppConfig.class, Limit.READ, this::getAppConfig);
    }

    /// [help.getConfig](https://core.telegram.org/method/help.getConfig)
    ///
    /// `this_dc` is the DC that the client believes it talks to; `expires` is an hour from now. Limits of
    /// what is not built are those of the official servers.
    Config getConfig(Caller caller, GetConfig ask) {
        Instant now = clock.instant();
        return new Config.Builder(
                        seconds(now),
                        seconds(now.plus(VALID)),
                        false,
                        caller.dc(),
                        dcOptions(),
                        "", // dc_txt_domain_name: no addresses in the DNS
                        ConfigLimits.CHAT_SIZE_MAX,
                        ConfigLimits.MEGAGROUP_SIZE_MAX,
                        ConfigLimits.FORWARDED_COUNT_MAX,
                        ConfigLimits.ONLINE_UPDATE_PERIOD_MS,
                        ConfigLimits.OFFLINE_BLUR_TIMEOUT_MS,
                        ConfigLimits.OFFLINE_IDLE_TIMEOUT_MS,
                        (int) Presence.ONLINE.toMillis(),
                        ConfigLimits.NOTIFY_CLOUD_DELAY_MS,
                        ConfigLimits.NOTIFY_DEFAULT_DELAY_MS,
                        ConfigLimits.PUSH_CHAT_PERIOD_MS,
                        ConfigLimits.PUSH_CHAT_LIMIT,
                        ConfigLimits.EDIT_TIME_LIMIT,
                        ConfigLimits.REVOKE_TIME_LIMIT,
                        ConfigLimits.REVOKE_TIME_LIMIT,
                        (int) TopPeers.DECAY.toSeconds(),
                        ConfigLimits.STICKERS_RECENT_LIMIT,
                        ConfigLimits.CHANNELS_READ_MEDIA_PERIOD,
                        ConfigLimits.CALL_RECEIVE_TIMEOUT_MS,
                        ConfigLimits.CALL_RING_TIMEOUT_MS,
                        ConfigLimits.CALL_CONNECT_TIMEOUT_MS,
                        ConfigLimits.CALL_PACKET_TIMEOUT_MS,
                        server.publicUrl(),
                        ConfigLimits.CAPTION_LENGTH_MAX,
                        ConfigLimits.MESSAGE_LENGTH_MAX,
                        caller.dc())
                .revokePmInbox(true)
                .build();
    }

    /// [help.getNearestDc](https://core.telegram.org/method/help.getNearestDc)
    NearestDc getNearestDc(Caller caller, GetNearestDc ask) {
        return new NearestDc(server.country(), caller.dc(), caller.dc());
    }

    /// [help.getAppConfig](https://core.telegram.org/method/help.getAppConfig)
    ///
    /// - `hash`: of what the client has; where it fits, the answer is `appConfigNotModified`.
    AppConfigType getAppConfig(Caller caller, GetAppConfig ask) {
        int hash = APP_CONFIG.hashCode();
        return ask.hash() == hash ? new AppConfigNotModified() : new AppConfig(hash, APP_CONFIG);
    }

    private List<DcOption> dcOptions() {
        List<DcOption> options = new ArrayList<>();
        for (int dc = 1; dc <= DC_MAX; dc++) {
            for (ServerProfile.Address address : server.addresses()) {
                options.add(new DcOption.Builder(dc, address.ip(), address.port())
                        .ipv6(address.isIpv6())
                        .static_(true)
                        .thisPortOnly(true)
                        .build());
            }
        }
        return options;
    }

    private static int seconds(Instant instant) {
        return (int) instant.getEpochSecond();
    }

    private static JsonObjectValue number(String key, int value) {
        return entry(key, new JsonNumber(value));
    }

    private static JsonObjectValue truth(String key) {
        return entry(key, new JsonBool(true));
    }

    private static JsonObjectValue entry(String key, JSONValue value) {
        return new JsonObjectValue(key, value);
    }
}
