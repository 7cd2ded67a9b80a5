package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.UserId;

/// Who asks about a password, or proves one: a user under a key that is logged in, or that only waits for the password.
///
/// Only [PasswordStep] makes one.
///
/// @param isLoggedIn false where nothing but the phone is proven yet
/// @param address the client's, for limits
public record Asker(AuthKeyId key, UserId user, boolean isLoggedIn, String address) {}
