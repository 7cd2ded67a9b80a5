package chappe.api.help;

/// What `config` says besides addresses: the values that official servers send, of
/// [config](https://core.telegram.org/constructor/config), so that clients behave as they were tested.
final class ConfigLimits {
    static final int CHAT_SIZE_MAX = 200;
    static final int MEGAGROUP_SIZE_MAX = 200_000;
    static final int FORWARDED_COUNT_MAX = 100;

    /// How often a client says again that it is online; below [chappe.domain.account.Presence#ONLINE].
    static final int ONLINE_UPDATE_PERIOD_MS = 210_000;

    static final int OFFLINE_BLUR_TIMEOUT_MS = 5_000;
    static final int OFFLINE_IDLE_TIMEOUT_MS = 30_000;
    static final int NOTIFY_CLOUD_DELAY_MS = 30_000;
    static final int NOTIFY_DEFAULT_DELAY_MS = 1_500;
    static final int PUSH_CHAT_PERIOD_MS = 60_000;
    static final int PUSH_CHAT_LIMIT = 2;
    static final int EDIT_TIME_LIMIT = 172_800;

    /// For ever: what is sent may be taken back at any time.
    static final int REVOKE_TIME_LIMIT = Integer.MAX_VALUE;

    static final int STICKERS_RECENT_LIMIT = 200;
    static final int CHANNELS_READ_MEDIA_PERIOD = 604_800;
    static final int CALL_RECEIVE_TIMEOUT_MS = 20_000;
    static final int CALL_RING_TIMEOUT_MS = 90_000;
    static final int CALL_CONNECT_TIMEOUT_MS = 30_000;
    static final int CALL_PACKET_TIMEOUT_MS = 10_000;
    static final int CAPTION_LENGTH_MAX = 1_024;
    static final int MESSAGE_LENGTH_MAX = 4_096;

    private ConfigLimits() {}
}
