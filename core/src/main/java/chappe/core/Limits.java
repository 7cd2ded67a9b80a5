package chappe.core;

/// The limits of everything, each with its source. A limit that is read from the settings stands here as its default.
public final class Limits {

    /// Deepest nesting of TL objects that a reader follows. Ours: rich text and reply markup nest below 20.
    public static final int TL_DEPTH_MAX = 64;

    private Limits() {}
}
