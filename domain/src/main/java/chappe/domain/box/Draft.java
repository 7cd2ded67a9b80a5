package chappe.domain.box;

/// A message that is to be sent.
///
/// @param randomId the author's own key: a repeat gets the first answer and sends nothing (rule R8)
/// @param replyTo the id, in the author's box, of a message of the same dialog; 0 for none
public record Draft(
        Actor author,
        Peer peer,
        FormattedText text,
        long randomId,
        int replyTo,
        boolean isSilent,
        boolean isNoforwards) {}
