package chappe.domain.box;

import chappe.core.AuthKeyId;
import chappe.core.UserId;

/// Who changes a box, and by which key: the log keeps the key, so that push does not tell a session what its
/// own call's answer already said.
public record Actor(UserId user, AuthKeyId authKeyId) {}
