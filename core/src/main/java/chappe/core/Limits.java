package chappe.core;

import java.time.Duration;

/// The limits of everything, each with its source. A limit that is read from the settings stands here as its default.
public final class Limits {

    /// Deepest nesting of TL objects that a reader follows. Ours: rich text and reply markup nest below 20.
    public static final int TL_DEPTH_MAX = 64;

    // Accounts.

    /// Characters of a phone number as people write it. Ours: 15 digits and generous separators.
    public static final int PHONE_TEXT_LENGTH_MAX = 40;

    /// Code points of a first or last name. Official: 64 (client field lengths).
    public static final int NAME_LENGTH_MAX = 64;

    /// Code points of `about`. Official: `about_length_limit_default` of the client configuration.
    public static final int ABOUT_LENGTH_MAX = 70;

    /// Address book entries taken from one contacts.importContacts; the rest goes to `retry_contacts`. Ours: a commit is bounded.
    public static final int CONTACTS_IMPORT_MAX = 500;

    /// Contacts and awaited numbers of one account. Ours.
    public static final int CONTACTS_MAX = 10_000;

    /// Contacts changed by one call. Ours: a commit is bounded.
    public static final int CONTACTS_CHANGED_MAX = 500;

    /// Results of contacts.search. Ours.
    public static final int CONTACTS_FOUND_MAX = 100;

    /// Those told when a number that they have in an address book gets its owner. Ours: a commit is bounded.
    public static final int PHONE_AWAITING_MAX = 1_000;

    /// Users asked for in one users.getUsers. Ours; clients ask for up to 100.
    public static final int USERS_ASKED_MAX = 200;

    /// Users whose presence is held in memory. Ours: about 100 bytes each.
    public static final int PRESENCE_KNOWN_MAX = 500_000;

    /// Those who hear that one user comes or goes. Ours.
    public static final int PRESENCE_WATCHERS_MAX = 200;

    /// Rows and letters of one commit. Ours: commits are bounded (rule R14), a long effect continues by a letter to oneself.
    public static final int COMMIT_BYTES_MAX = 8 << 20;

    /// Commits are gathered into one sync until it has this size. Ours: below what a disk writes in some milliseconds.
    public static final int COMMIT_GROUP_BYTES = 1 << 20;

    /// Letters that one commit of a receiver takes. Ours: bounds how long the receiver's own changes wait.
    public static final int LETTERS_TAKEN_MAX = 32;

    /// Letters of one pair that the post office holds in memory; the rest is read from the store when their turn comes. Ours.
    public static final int LETTERS_HELD_MAX = 256;

    /// Tries with unexpected failures after which a letter is put aside (rule R3). Ours: with the back-off, about two minutes.
    public static final int LETTER_TRIES_MAX = 8;
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
