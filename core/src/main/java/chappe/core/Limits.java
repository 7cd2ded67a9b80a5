package chappe.core;

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

    /// Address book entries taken from one contacts.importContacts; the rest goes to `retry_contacts`. Ours: a
    /// commit is bounded.
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

    /// Rows and letters of one commit. Ours: commits are bounded (rule R14), a long effect continues by a letter to
    /// oneself.
    public static final int COMMIT_BYTES_MAX = 8 << 20;

    /// Commits are gathered into one sync until it has this size. Ours: below what a disk writes in some
    /// milliseconds.
    public static final int COMMIT_GROUP_BYTES = 1 << 20;

    /// Letters that one commit of a receiver takes. Ours: bounds how long the receiver's own changes wait.
    public static final int LETTERS_TAKEN_MAX = 32;

    /// Letters of one pair that the post office holds in memory; the rest is read from the store when their turn
    /// comes. Ours.
    public static final int LETTERS_HELD_MAX = 256;

    /// Tries with unexpected failures after which a letter is put aside (rule R3). Ours: with the back-off, about
    /// two minutes.
    public static final int LETTER_TRIES_MAX = 8;

    /// UTF-16 code units of a message. Source: `message_length_max` of help.getConfig as official servers give it.
    public static final int MESSAGE_LENGTH_MAX = 4_096;

    /// Entities of one message. Source: [styled text](https://core.telegram.org/api/entities), "up to 100 entities".
    public static final int ENTITIES_MAX = 100;

    /// UTF-16 code units of a quote. Source: `quote_length_max` of help.getAppConfig.
    public static final int QUOTE_LENGTH_MAX = 1_024;

    /// Messages in one answer. Source: [offsets](https://core.telegram.org/api/offsets); official servers cut at 100.
    public static final int HISTORY_PAGE_MAX = 100;

    /// Lines that `add_offset` may skip either way; beyond it the answer is empty. Ours: each skipped line is read.
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

    /// A session that is more log rows behind than this gets updatesTooLong and asks for the difference. Ours.
    public static final int PUSH_ROWS_BEHIND_MAX = 1_000;

    /// How far pts, message ids and log numbers jump in a new epoch (rule R12). Ours: more than a box takes in
    /// between two
    /// backups, and 511 restores fit an int.
    public static final int EPOCH_JUMP = 1 << 22;

    private Limits() {}
}
