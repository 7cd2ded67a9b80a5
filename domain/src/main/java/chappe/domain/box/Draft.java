package chappe.domain.box;

import org.jspecify.annotations.Nullable;

/// A message that is to be sent.
///
/// @param randomId the author's own key: a repeat gets the first answer and sends nothing (rule R8)
public record Draft(
        Actor author,
        Peer peer,
        FormattedText text,
        long randomId,
        @Nullable Reply reply,
        boolean isSilent,
        boolean isNoforwards) {

    /// What a message replies to.
    ///
    /// @param id in the author's box, a message of the same dialog
    /// @param quote a part of its text that is quoted
    /// @param quoteOffset about where the part stands there, in UTF-16 code units
    public record Reply(int id, @Nullable FormattedText quote, int quoteOffset) {}
}
