package chappe.core;

import java.time.Duration;

/// The limits of logins, passwords and the life of accounts; [Limits] has the others.
public final class LoginLimits {

    /// Logins of one account; a further one ends the one that was unused for longest. Ours.
    public static final int AUTHORIZATIONS_MAX = 500;

    /// How often the last use of a login is written at most. Ours: one small commit a login and period.
    public static final Duration AUTHORIZATION_USE_STORED_EVERY = Duration.ofMinutes(10);

    /// Logins whose last use is held in memory. Ours: above it, it is read each time.
    public static final int AUTHORIZATION_USES_KNOWN_MAX = 200_000;

    /// How old a login must be to end others. Source: FRESH_RESET_AUTHORISATION_FORBIDDEN of
    /// [account.resetAuthorization](https://core.telegram.org/method/account.resetAuthorization).
    public static final Duration AUTHORIZATION_FRESH = Duration.ofHours(24);

    /// After which time a new login counts as confirmed. Source: `authorization_autoconfirm_period` of the
    /// [client configuration](https://core.telegram.org/api/config).
    public static final Duration AUTHORIZATION_AUTOCONFIRM = Duration.ofDays(7);

    /// Days that a login may be unused. Source: TDLib's setInactiveSessionTtl takes 1 to 366.
    public static final int AUTHORIZATION_TTL_DAYS_MAX = 366;

    /// Days that a login may be unused when its owner said nothing. Source: official servers say 180.
    public static final int AUTHORIZATION_TTL_DAYS_USUAL = 180;

    /// How long a QR code may be accepted. Source: [QR login](https://core.telegram.org/api/qr-login).
    public static final Duration LOGIN_TOKEN_LIFETIME = Duration.ofSeconds(30);

    /// How long an accepted one waits for its client beyond that. Ours.
    public static final Duration LOGIN_TOKEN_ACCEPTED_KEPT = Duration.ofSeconds(30);

    /// Users whom a client may except from accepting its QR code. Ours: apps hold a handful of accounts.
    public static final int LOGIN_TOKEN_EXCEPT_MAX = 100;

    /// Sessions that show a QR code at a time. Ours: those above it ask again after 30 s.
    public static final int LOGIN_WAITS_MAX = 100_000;

    /// Days without use after which an account may be set to end. Source: TDLib's setAccountTtl takes 30 to 730.
    public static final int ACCOUNT_TTL_DAYS_MIN = 30;

    public static final int ACCOUNT_TTL_DAYS_MAX = 730;

    /// Days without use after which an account ends whose owner said nothing. Source: official servers say 18 months.
    public static final int ACCOUNT_TTL_DAYS_USUAL = 548;

    /// How long an account with a password outlives the wish to delete it without the password. Source:
    /// [account deletion](https://core.telegram.org/api/account-deletion).
    public static final Duration ACCOUNT_DELETION_WAIT = Duration.ofDays(7);

    /// Rows of a deleted account that one commit erases. Ours: commits are bounded (rule R14).
    public static final int ERASED_AT_ONCE_MAX = 500;

    /// People whom one commit tells of a new number. Ours: commits are bounded (rule R14).
    public static final int TOLD_AT_ONCE_MAX = 500;

    /// How long an exported login may be taken by a second key. Ours: clients do it at once.
    public static final Duration EXPORTED_LOGIN_LIFETIME = Duration.ofMinutes(1);

    /// Exported logins of one account that nobody has taken yet. Ours: one for each of the five DCs, several times.
    public static final int EXPORTED_LOGINS_MAX = 32;

    /// Second keys of one account; a further one ends the oldest. Ours: some libraries make new ones at each start.
    public static final int SECOND_KEYS_MAX = 100;

    /// How long a device that logged out needs no code. Ours.
    public static final Duration LOGOUT_TOKEN_LIFETIME = Duration.ofDays(30);

    /// Tokens of logged-out devices. Source: clients keep
    /// [20 at most](https://core.telegram.org/api/auth#future-auth-tokens).
    public static final int LOGOUT_TOKENS_MAX = 20;

    /// How long a key that has proven a phone may take to prove the password. Ours: time for a recovery by e-mail.
    public static final Duration PASSWORD_PENDING_KEPT = Duration.ofHours(1);

    /// How long an srp_id is good. Ours: Telegram Desktop asks for one when it opens the password's page.
    public static final Duration SRP_CHALLENGE_KEPT = Duration.ofHours(1);

    /// Unused srp_ids of one key; the oldest gives way. Ours: a client has one or two.
    public static final int SRP_CHALLENGES_MAX = 8;

    /// How long a forgotten password stays after its reset was asked for (core.telegram.org/api/srp: a week).
    public static final Duration PASSWORD_RESET_WAIT = Duration.ofDays(7);

    /// How long after a reset was declined another may be asked for. Ours.
    public static final Duration PASSWORD_RESET_RETRY = Duration.ofDays(1);

    /// Wrong passwords for one account in a day, regained evenly. Ours.
    public static final int WRONG_PASSWORDS_A_DAY = 20;

    /// Wrong passwords from one address in a day, whatever the account; carriers hide thousands behind one. Ours.
    public static final int WRONG_PASSWORDS_PER_ADDRESS_A_DAY = 100;

    /// Wrong codes of e-mails for one account in a day. Ours: one in 100,000 days is a guesser's.
    public static final int WRONG_EMAIL_CODES_A_DAY = 10;

    /// E-mails with codes for one account in an hour. Ours.
    public static final int EMAILS_AN_HOUR = 5;

    /// Digits of a code that is sent by e-mail. Telegram's have 6.
    public static final int EMAIL_CODE_LENGTH = 6;

    /// Wrong tries that one such code survives. Ours.
    public static final int EMAIL_CODE_TRIES_MAX = 5;

    /// How long such a code is good. Ours: e-mail can be slow.
    public static final Duration EMAIL_CODE_KEPT = Duration.ofHours(1);

    /// How long who has only the telephone waits for the end of the login e-mail. Ours: as for a password.
    public static final Duration LOGIN_EMAIL_RESET_WAIT = Duration.ofDays(7);

    private LoginLimits() {}
}
