package chappe.domain.box;

import chappe.store.record.BoxMessage;
import org.jspecify.annotations.Nullable;

/// The answer to a send, the same for each repeat of its random id.
///
/// @param pts the author's box after it
/// @param message as it stands now; null once it has been deleted
public record Sent(
        int id, long randomId, int pts, int date, @Nullable BoxMessage message) {}
