package chappe.core;

import java.time.Duration;

/// The limits of everything, each with its source. A limit that is read from the settings stands here as its
/// default.
public final class Limits {

    /// Deepest nesting of TL objects that a reader follows. Ours: rich text and reply markup nest below 20.
    public static final int TL_DEPTH_MAX = 64;

    /// Ids a session remembers. Ours: 4 KB when full; the protocol asks for "the last N" and names no number.
    public static final int RECEIVED_IDS_MAX = 512;

    /// How far a message id may lie ahead of the clock, in seconds (core.telegram.org/mtproto/description).
    public static final int MSG_ID_AHEAD_MAX_S = 30;

    /// How far a message id may lie behind the clock, in seconds (core.telegram.org/mtproto/description).
    public static final int MSG_ID_BEHIND_MAX_S = 300;

    /// Messages in a container (core.telegram.org/mtproto/service_messages: 1020).
    public static final int CONTAINER_MESSAGES_MAX = 1020;

    /// Bytes of messages in a container of ours. mtcute takes 1,044,404; a single answer may be longer.
    public static final int CONTAINER_SENT_SIZE_MAX = 512 * 1024;

    /// Ids in one acknowledgement or question (core.telegram.org/mtproto/service_messages_about_messages:
    /// 8192).
    public static final int ACKS_MAX = 8192;

    /// How long a message waits for its answer before it is acknowledged alone. mtcute asks after 1.5 s.
    public static final Duration ACK_DELAY = Duration.ofMillis(300);

    /// Wrappers around one call. Ours: clients nest four.
    public static final int WRAPPERS_MAX = 10;

    /// Calls that one call may wait for. Ours: clients name one.
    public static final int INVOKE_AFTER_MAX = 128;

    /// UTF-16 units kept of each text of initConnection. Ours.
    public static final int CLIENT_INFO_LENGTH_MAX = 128;

    /// Bytes that a packed call may inflate to. Ours: the largest call is a file part of 512 KB.
    public static final int INFLATED_SIZE_MAX = 2 * 1024 * 1024;

    /// Results longer than this are packed when that helps. Ours: below it the packing costs more than it
    /// saves.
    public static final int PACKED_FROM_SIZE = 1024;

    /// Answers longer than this are not repeated before the client asks (msg_detailed_info). Ours.
    public static final int ANSWER_REPEATED_SIZE_MAX = 1024;

    /// Calls of one session that wait. A container may bring 1020.
    public static final int CALLS_WAITING_MAX = 2048;

    /// Bytes of calls of one session that wait. Ours: 32 file parts.
    public static final int CALL_BYTES_WAITING_MAX = 16 * 1024 * 1024;

    /// Failed calls a session remembers for invokeAfterMsg. Ours.
    public static final int FAILED_CALLS_MAX = 64;

    /// Answers that were dropped before they were acknowledged, remembered by id. Ours.
    public static final int LOST_ANSWERS_MAX = 64;

    /// Messages of all kinds kept for one session until acknowledged. Ours.
    public static final int MESSAGES_KEPT_MAX = 1024;

    /// Pushes kept for one session until acknowledged; past it, updatesTooLong. Ours.
    public static final int PUSHES_KEPT_MAX = 512;

    /// Bytes of pushes kept for one session. Ours.
    public static final int PUSH_BYTES_KEPT_MAX = 512 * 1024;

    /// Bytes of answers kept for one session. Ours: a few file parts of 1 MB.
    public static final int ANSWER_BYTES_KEPT_MAX = 4 * 1024 * 1024;

    /// Future salts in one answer (core.telegram.org/mtproto/service_messages: 64).
    public static final int FUTURE_SALTS_MAX = 64;

    /// How long the salt that ends a key exchange stays good. Ours: as long as a salt of the first hour.
    public static final Duration FIRST_SALT_KEPT = Duration.ofMinutes(90);

    /// Longest disconnect_delay of ping_delay_disconnect that counts. Ours; GramJS asks for 60,000 s,
    /// meaning ms.
    public static final int DISCONNECT_DELAY_MAX_S = 3600;

    /// Sessions under one key; the one silent for longest gives way. TDLib has up to ten.
    public static final int SESSIONS_PER_KEY_MAX = 64;

    /// Sessions of the process. Ours.
    public static final int SESSIONS_MAX = 1_000_000;

    /// Connections that one session may have at once. Ours: clients have one, or two for a moment.
    public static final int CARRIERS_PER_SESSION_MAX = 4;

    /// Sessions that one connection may carry. Ours: clients have one each.
    public static final int SESSIONS_PER_CONNECTION_MAX = 16;

    /// How long a session waits for its client to return. Ours; then the client is told to catch up.
    public static final Duration SESSION_KEPT = Duration.ofMinutes(10);

    /// Keys in memory. Ours.
    public static final int LIVE_KEYS_MAX = 1_000_000;

    /// How long a key stays in memory that has no session. Ours.
    public static final Duration IDLE_KEY_KEPT = Duration.ofMinutes(5);

    // Accounts.

    /// Characters of a phone number as people write it. Ours: 15 digits and generous separators.
    public static final int PHONE_TEXT_LENGTH_MAX = 40;

    /// Phones in the queue for login codes. Ours: some 10 MB.
    public static final int CODE_TURNS_MAX = 100_000;

    /// How far ahead a turn in that queue is given. Ours: who would wait longer is told so, without a turn.
    public static final Duration CODE_TURN_AHEAD_MAX = Duration.ofMinutes(10);

    /// How long a turn is kept that came. Ours: apps count down and ask at once, people take a while.
    public static final Duration CODE_TURN_KEPT = Duration.ofMinutes(2);

    /// Codes of a phone that are remembered so that none is drawn twice. Ours: more than a phone is sent while
    /// one lives.
    public static final int CODES_REMEMBERED_MAX = 32;

    /// Code points of a first or last name. Official: 64 (client field lengths).
    public static final int NAME_LENGTH_MAX = 64;

    /// Code points of `about`. Official: `about_length_limit_default` of the client configuration.
    public static final int ABOUT_LENGTH_MAX = 70;

    /// Characters of a username. Source: account.updateUsername, "5-32 characters".
    public static final int USERNAME_LENGTH_MIN = 5;

    public static final int USERNAME_LENGTH_MAX = 32;

    /// Characters that a search for usernames needs, by which their index is divided too. Ours.
    public static final int USERNAME_SEARCH_LENGTH_MIN = 3;

    /// People whom one commit tells of a change in an account. Ours: commits are bounded (rule R14).
    public static final int WATCHERS_TOLD_AT_ONCE_MAX = 500;

    /// Users that the rules of one privacy key may name. Source: PRIVACY_TOO_LONG, "the current limit
    /// is 1000".
    public static final int PRIVACY_USERS_MAX = 1_000;

    /// Close friends of one account. Ours: as many as a privacy key may name.
    public static final int CLOSE_FRIENDS_MAX = 1_000;

    /// Address book entries taken from one contacts.importContacts; the rest goes to `retry_contacts`.
    /// Ours: a commit is bounded.
    public static final int CONTACTS_IMPORT_MAX = 500;

    /// Contacts and awaited numbers of one account. Ours.
    public static final int CONTACTS_MAX = 10_000;

    /// Contacts changed by one call. Ours: a commit is bounded.
    public static final int CONTACTS_CHANGED_MAX = 500;

    /// Results of contacts.search. Ours.
    public static final int CONTACTS_FOUND_MAX = 100;

    /// Those told when a number that they have in an address book gets its owner. Ours: a commit is
    /// bounded.
    public static final int PHONE_AWAITING_MAX = 1_000;

    /// Users asked for in one users.getUsers. Ours; clients ask for up to 100.
    public static final int USERS_ASKED_MAX = 200;

    /// Users whose presence is held in memory. Ours: about 100 bytes each.
    public static final int PRESENCE_KNOWN_MAX = 500_000;

    /// Those who hear that one user comes or goes. Ours.
    public static final int PRESENCE_WATCHERS_MAX = 200;

    /// Invitations that wait for their guests. Ours: the list is read at once.
    public static final int INVITATIONS_MAX = 10_000;
    /// Code points of a password's hint. Ours.
    public static final int PASSWORD_HINT_LENGTH_MAX = 255;

    /// Bytes of the first salt of a new password: what the server gave and what the client added. Ours: clients add 32.
    public static final int PASSWORD_SALT_SIZE_MAX = 256;

    /// Characters of an e-mail address (RFC 5321: 254 are usable).
    public static final int EMAIL_LENGTH_MAX = 254;

    /// Rows and letters of one commit. Ours: commits are bounded (rule R14), a long effect continues by a
    /// letter to oneself.
    public static final int COMMIT_BYTES_MAX = 8 << 20;

    /// Commits are gathered into one sync until it has this size. Ours: below what a disk writes in some
    /// milliseconds.
    public static final int COMMIT_GROUP_BYTES = 1 << 20;

    /// Partitions whose head and cells the embedded store keeps in memory, about 400 bytes each (ours).
    public static final int OPEN_PARTITIONS_MAX = 131_072;

    /// Letters that one commit of a receiver takes. Ours: bounds how long the receiver's own changes wait.
    public static final int LETTERS_TAKEN_MAX = 32;

    /// Letters of one pair that the post office holds in memory; the rest is read from the store when their
    /// turn comes. Ours.
    public static final int LETTERS_HELD_MAX = 256;

    /// Tries with unexpected failures after which a letter is put aside (rule R3). Ours: with the back-off,
    /// about two minutes.
    public static final int LETTER_TRIES_MAX = 8;

    /// Largest frame of a client that has proved a key: what the framings can say, 2^24 bytes less one word
    /// (mtproto-transports).
    public static final int FRAME_SIZE_MAX = (1 << 24) - 4;

    /// Largest frame of a client that has not: the largest that clients make has 1,044,404 bytes (mtcute).
    /// Ours.
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

    /// Connections of one IPv4 address, or of one /64 of IPv6 addresses, which is what a home is given. Ours:
    /// carriers put thousands of phones behind one address; few of them use one server.
    public static final int CONNECTIONS_PER_ADDRESS_MAX = 1_000;

    /// Proxies between a client and us whose word is followed in `X-Forwarded-For`. Ours: people have one or
    /// two.
    public static final int FORWARDED_HOPS_MAX = 16;

    /// Additions of a PROXY header of version 2. Ours: proxies send some hundred bytes.
    public static final int PROXY_HEADER_SIZE_MAX = 4096;

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

    /// How often dh_gen_retry is answered in one exchange, before dh_gen_fail. Ours: one collision is
    /// already a wonder.
    public static final int HANDSHAKE_RETRIES_MAX = 3;

    /// How long a temporary key may live (api/pfs: 24 hours).
    public static final int TEMP_KEY_SECONDS_MAX = 86_400;

    /// UTF-16 code units of a message. Source: `message_length_max` of help.getConfig as official servers
    /// give it.
    public static final int MESSAGE_LENGTH_MAX = 4_096;

    /// Entities of one message. Source: [styled text](https://core.telegram.org/api/entities), "up to 100
    /// entities".
    public static final int ENTITIES_MAX = 100;

    /// UTF-16 code units of a quote. Source: `quote_length_max` of help.getAppConfig.
    public static final int QUOTE_LENGTH_MAX = 1_024;

    /// Messages in one answer. Source: [offsets](https://core.telegram.org/api/offsets); official servers
    /// cut at 100.
    public static final int HISTORY_PAGE_MAX = 100;

    /// Lines that `add_offset` may skip either way; beyond it the answer is empty. Ours: each skipped line
    /// is read.
    public static final int ADD_OFFSET_MAX = 10_000;

    /// Dialogs in one answer. Source: official servers cut messages.getDialogs at 100.
    public static final int DIALOGS_PAGE_MAX = 100;

    /// Peers that one messages.getPeerDialogs may name. Source: clients ask for 100 at most.
    public static final int PEER_DIALOGS_MAX = 100;

    /// Pinned dialogs. Source: `dialogs_pinned_limit_default` of help.getAppConfig.
    public static final int PINNED_DIALOGS_MAX = 5;

    /// Blocked users in one answer. Source: official servers cut contacts.getBlocked at 100.
    public static final int BLOCKED_PAGE_MAX = 100;

    /// Blocked users of one account. Ours: bounds what getBlocked counts.
    public static final int BLOCKED_MAX = 10_000;

    /// Messages that one commit deletes. Ours: commits are bounded (rule R14); clients name 100 at most.
    public static final int DELETED_AT_ONCE_MAX = 500;

    /// Index lines read in one scan of a longer walk. Ours.
    public static final int INDEX_SCAN_MAX = 1_000;

    /// Log rows in one updates.difference; more come as updates.differenceSlice. Ours.
    public static final int DIFFERENCE_ROWS_MAX = 500;

    /// About how many bytes of messages one difference or push carries. Ours: mtcute refuses packets above
    /// 1,044,404 bytes.
    public static final int DIFFERENCE_BYTES_MAX = 400_000;

    /// Rows without pts that a difference repeats from before its position (rule R9). Ours.
    public static final int STATES_REPEATED_MAX = 1_000;

    /// Log rows that one push carries. Ours.
    public static final int PUSH_ROWS_MAX = 100;

    /// A session that is more log rows behind than this gets updatesTooLong and asks for the difference.
    /// Ours.
    public static final int PUSH_ROWS_BEHIND_MAX = 1_000;

    /// How far pts, message ids and log numbers jump in a new epoch (rule R12). Ours: more than a box takes
    /// in between two backups, and 511 restores fit an int.
    public static final int EPOCH_JUMP = 1 << 22;

    /// Accounts whose public rows are kept for some seconds. Ours: at about 300 bytes each.
    public static final int USERS_CACHED_MAX = 50_000;

    /// Relations kept with a cached account. Ours: above it they are read each time.
    public static final int RELATIONS_CACHED_MAX = 100;

    /// Peers with notification settings of their own. Ours: one answer and one commit hold all of them.
    public static final int NOTIFY_EXCEPTIONS_MAX = 1_000;

    /// UTF-16 units of the title and data of a sound of the client's own. Ours: a file name and its path.
    public static final int SOUND_LENGTH_MAX = 128;

    /// Peers in one page of contacts.getTopPeers. Ours: clients ask for 30 to 100.
    public static final int TOP_PEERS_PAGE_MAX = 100;

    /// UTF-16 units of a language pack's name. Ours: the longest known is `android_x`.
    public static final int LANG_PACK_LENGTH_MAX = 64;

    /// UTF-16 units of an emoji that names a sticker set. Ours: the longest sequences take about 25.
    public static final int EMOTICON_LENGTH_MAX = 64;

    /// Buckets of the calls' rates in memory, one for each caller and class of calls. Ours.
    public static final int CALL_BUCKETS_MAX = 200_000;

    /// How long a bucket without calls stays in memory. Ours: longer than any of them takes to fill again.
    public static final Duration CALL_BUCKET_KEPT = Duration.ofMinutes(10);

    /// Logins by key that are kept in memory. Ours.
    public static final int LOGINS_CACHED_MAX = 100_000;

    /// How long a login is believed without a look at the store (rule R10: 10 s). Ours.
    public static final Duration LOGIN_CACHED = Duration.ofSeconds(10);

    /// Partitions that are woken in one round, and of those that nobody wakes as many are told. Ours.
    public static final int WAKES_ROUND_MAX = 500;

    /// Letters that the post office lists at once when it opens. Ours: some MB.
    public static final int LETTERS_LISTED_MAX = 5_000;

    /// How much earlier than the client's date a difference repeats rows without pts. Ours: clocks differ.
    public static final Duration STATES_SLACK = Duration.ofSeconds(60);

    /// Characters of a language's code. Ours: `zh-hant-raw` and the like are shorter.
    public static final int LANG_CODE_LENGTH_MAX = 16;

    /// Code points kept of each thing that a client says of itself, for the list of sessions. Ours.
    public static final int CLIENT_DETAIL_LENGTH_MAX = 64;

    private Limits() {}
}
