package chappe.core;

import java.time.Duration;

/// The limits of everything, each with its source. A limit that is read from the settings stands here as its default.
public final class Limits {

    /// Deepest nesting of TL objects that a reader follows. Ours: rich text and reply markup nest below 20.
    public static final int TL_DEPTH_MAX = 64;

    /// Largest frame of a client that has proved a key: what the framings can say, 2^24 bytes less one word (mtproto-transports).
    public static final int FRAME_SIZE_MAX = (1 << 24) - 4;

    /// Largest frame of a client that has not: the largest that clients make has 1,044,404 bytes (mtcute). Ours.
    public static final int FIRST_FRAME_SIZE_MAX = 1 << 20;

    /// How long a connection may say nothing that is recognised; phones take 20 s to give a line up. Ours.
    public static final Duration FIRST_BYTES_TIMEOUT = Duration.ofSeconds(30);

    /// How long one may be silent after that; clients ping at least once a minute. Ours.
    public static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);

    /// Frames that wait for their turn on one connection, before reading pauses. Ours.
    public static final int WAITING_BYTES_MAX = 1 << 20;

    /// What one client may leave unread before it is cut off. Ours.
    public static final int UNSENT_BYTES_MAX = 4 << 20;

    /// Connections on all ports together. Ours.
    public static final int CONNECTIONS_MAX = 200_000;

    /// First line of an HTTP request. Netty's default.
    public static final int HTTP_LINE_LENGTH_MAX = 4096;

    /// Headers of an HTTP request. Netty's default.
    public static final int HTTP_HEADERS_SIZE_MAX = 8192;

    /// Body of an HTTP request: one frame. Ours.
    public static final int HTTP_BODY_SIZE_MAX = FIRST_FRAME_SIZE_MAX;

    /// Key exchanges under way; of more, the oldest gives way. About 1 KB each. Ours.
    public static final int HANDSHAKES_PENDING_MAX = 20_000;

    /// How long a key exchange may take. Ours.
    public static final Duration HANDSHAKE_TIMEOUT = Duration.ofMinutes(2);

    /// How often dh_gen_retry is answered in one exchange, before dh_gen_fail. Ours: one collision is already a wonder.
    public static final int HANDSHAKE_RETRIES_MAX = 3;

    /// How long a temporary key may live (api/pfs: 24 hours).
    public static final int TEMP_KEY_SECONDS_MAX = 86_400;

    private Limits() {}
}
