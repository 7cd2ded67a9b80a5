package chappe.core;

/// The limits of everything, each with its source. A limit that is read from the settings stands here as its default.
public final class Limits {

    /// Deepest nesting of TL objects that a reader follows. Ours: rich text and reply markup nest below 20.
    public static final int TL_DEPTH_MAX = 64;

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

    private Limits() {}
}
