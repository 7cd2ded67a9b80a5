package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.core.tl.TlObject;
import chappe.store.Cell;
import chappe.store.Keys;
import chappe.store.Table;
import chappe.store.record.AccountAuthorization;
import chappe.store.record.AccountAuthorizationParent;
import chappe.store.record.AccountAuthorizationSettings;
import chappe.store.record.AccountAuthorizationTtl;
import chappe.store.record.AccountAuthorizationUse;
import chappe.store.record.AccountAwaited;
import chappe.store.record.AccountBan;
import chappe.store.record.AccountBirthday;
import chappe.store.record.AccountBlockedBy;
import chappe.store.record.AccountCloseFriends;
import chappe.store.record.AccountContact;
import chappe.store.record.AccountContactCount;
import chappe.store.record.AccountDeleted;
import chappe.store.record.AccountDeletionDue;
import chappe.store.record.AccountExported;
import chappe.store.record.AccountKnownBy;
import chappe.store.record.AccountLoginEmail;
import chappe.store.record.AccountLoginEmailUnconfirmed;
import chappe.store.record.AccountLogoutToken;
import chappe.store.record.AccountPassword;
import chappe.store.record.AccountPasswordReset;
import chappe.store.record.AccountPasswordUnconfirmed;
import chappe.store.record.AccountPresence;
import chappe.store.record.AccountPrivacy;
import chappe.store.record.AccountProfile;
import chappe.store.record.AccountSettings;
import chappe.store.record.AccountTtl;
import chappe.store.record.AccountUsername;
import chappe.store.record.AuthKeyBinding;
import chappe.store.record.AuthKeyLayer;
import chappe.store.record.AuthKeyLogin;
import chappe.store.record.AuthKeyLoginToken;
import chappe.store.record.AuthKeyPasswordPending;
import chappe.store.record.AuthKeySealed;
import chappe.store.record.AuthKeySrpChallenge;
import chappe.store.record.BudgetRow;
import chappe.store.record.EmailCode;
import chappe.store.record.KnownNetwork;
import chappe.store.record.PhoneAwaiting;
import chappe.store.record.PhoneAwaitingCount;
import chappe.store.record.PhoneBan;
import chappe.store.record.PhoneCode;
import chappe.store.record.PhoneInvitation;
import chappe.store.record.PhoneOwner;
import chappe.store.record.RecentCodes;
import chappe.store.record.Records;
import chappe.store.record.ServerInvitation;
import chappe.store.record.UsernameIndexed;
import chappe.store.record.UsernameOwner;

/// The tables of this package; `package-info` draws their layout.
final class Rows {
    private static final Keys<UserId> USER_IDS = Keys.ascending().as(UserId::value, UserId::new);
    private static final Keys<AuthKeyId> AUTH_KEY_IDS = Keys.ascending().as(AuthKeyId::value, AuthKeyId::new);
    private static final Keys<Phone> PHONES = Keys.ascending().as(Phone::digits, Phone::new);

    /// In PHONE partitions.
    static final Cell<PhoneOwner> OWNER = cell(1, PhoneOwner.class);

    static final Table<Long, PhoneCode> CODES = table(2, Keys.ascending(), PhoneCode.class);
    static final Table<Long, BudgetRow> PHONE_BUDGETS = table(3, Keys.ascending(), BudgetRow.class);
    static final Table<UserId, PhoneAwaiting> AWAITING = table(4, USER_IDS, PhoneAwaiting.class);
    static final Cell<PhoneAwaitingCount> AWAITING_COUNT = cell(5, PhoneAwaitingCount.class);
    static final Cell<PhoneInvitation> INVITATION = cell(60, PhoneInvitation.class);
    static final Cell<PhoneBan> PHONE_BAN = cell(62, PhoneBan.class);

    /// Of login codes, as 57: those that were drawn last.
    static final Cell<RecentCodes> RECENT_CODES = cell(56, RecentCodes.class);

    static final Table<Long, KnownNetwork> KNOWN_NETWORKS = table(57, Keys.ascending(), KnownNetwork.class);

    /// In ACCOUNT partitions.
    static final Cell<AccountProfile> PROFILE = cell(1, AccountProfile.class);

    static final Cell<AccountPresence> PRESENCE = cell(2, AccountPresence.class);
    static final Table<UserId, AccountContact> CONTACTS = table(3, USER_IDS, AccountContact.class);
    static final Table<UserId, AccountKnownBy> KNOWN_BY = table(4, USER_IDS, AccountKnownBy.class);
    static final Table<Phone, AccountAwaited> AWAITED = table(5, PHONES, AccountAwaited.class);
    static final Cell<AccountContactCount> CONTACT_COUNT = cell(6, AccountContactCount.class);
    static final Table<AuthKeyId, AccountAuthorization> AUTHORIZATIONS =
            table(7, AUTH_KEY_IDS, AccountAuthorization.class);
    static final Cell<AccountSettings> SETTINGS = cell(64, AccountSettings.class);
    static final Table<Long, BudgetRow> ACCOUNT_BUDGETS = table(8, Keys.ascending(), BudgetRow.class);
    static final Cell<AccountBan> BAN = cell(62, AccountBan.class);
    static final Cell<AccountPassword> PASSWORD = cell(40, AccountPassword.class);
    static final Cell<AccountPasswordUnconfirmed> PASSWORD_UNCONFIRMED = cell(41, AccountPasswordUnconfirmed.class);
    static final Cell<EmailCode> PASSWORD_RECOVERY = cell(42, EmailCode.class);
    static final Cell<AccountPasswordReset> PASSWORD_RESET = cell(43, AccountPasswordReset.class);
    static final Cell<AccountLoginEmail> LOGIN_EMAIL = cell(44, AccountLoginEmail.class);
    static final Cell<AccountLoginEmailUnconfirmed> LOGIN_EMAIL_UNCONFIRMED =
            cell(45, AccountLoginEmailUnconfirmed.class);

    static final Table<AuthKeyId, AccountAuthorizationUse> AUTHORIZATION_USES =
            table(48, AUTH_KEY_IDS, AccountAuthorizationUse.class);
    static final Table<AuthKeyId, AccountAuthorizationSettings> AUTHORIZATION_SETTINGS =
            table(49, AUTH_KEY_IDS, AccountAuthorizationSettings.class);
    static final Cell<AccountAuthorizationTtl> AUTHORIZATION_TTL = cell(50, AccountAuthorizationTtl.class);

    static final Table<AuthKeyId, AccountAuthorizationParent> AUTHORIZATION_PARENTS =
            table(54, AUTH_KEY_IDS, AccountAuthorizationParent.class);
    static final Table<Long, AccountExported> EXPORTED = table(55, Keys.ascending(), AccountExported.class);
    static final Table<Long, AccountLogoutToken> LOGOUT_TOKENS = table(56, Keys.ascending(), AccountLogoutToken.class);
    static final Cell<AccountTtl> ACCOUNT_TTL = cell(51, AccountTtl.class);
    static final Cell<AccountDeletionDue> DELETION_DUE = cell(53, AccountDeletionDue.class);
    static final Cell<AccountDeleted> DELETED = cell(52, AccountDeleted.class);

    static final Cell<AccountUsername> USERNAME = cell(9, AccountUsername.class);
    static final Cell<AccountPrivacy> PRIVACY = cell(10, AccountPrivacy.class);
    static final Cell<AccountCloseFriends> CLOSE_FRIENDS = cell(11, AccountCloseFriends.class);
    static final Cell<AccountBirthday> BIRTHDAY = cell(12, AccountBirthday.class);
    static final Table<UserId, AccountBlockedBy> BLOCKED_BY = table(13, USER_IDS, AccountBlockedBy.class);

    /// In USERNAME partitions.
    static final Cell<UsernameOwner> USERNAME_OWNER = cell(1, UsernameOwner.class);

    /// In AUTH_KEY partitions.
    static final Cell<AuthKeySealed> SEALED = cell(1, AuthKeySealed.class);

    static final Cell<AuthKeyBinding> BINDING = cell(2, AuthKeyBinding.class);
    static final Cell<AuthKeyLayer> LAYER = cell(3, AuthKeyLayer.class);
    static final Cell<AuthKeyLogin> LOGIN = cell(4, AuthKeyLogin.class);
    static final Cell<AuthKeyPasswordPending> PASSWORD_PENDING = cell(40, AuthKeyPasswordPending.class);
    static final Table<Long, AuthKeySrpChallenge> SRP_CHALLENGES =
            table(41, Keys.ascending(), AuthKeySrpChallenge.class);

    static final Cell<AuthKeyLoginToken> LOGIN_TOKEN = cell(48, AuthKeyLoginToken.class);

    /// In SERVER partitions.
    static final Table<String, BudgetRow> ADDRESS_BUDGETS = table(40, Keys.text(), BudgetRow.class);

    static final Table<Phone, ServerInvitation> INVITATIONS = table(61, PHONES, ServerInvitation.class);
    static final Table<String, UsernameIndexed> USERNAMES = table(41, Keys.text(), UsernameIndexed.class);

    private static <V extends TlObject> Cell<V> cell(int number, Class<V> type) {
        return new Cell<>(number, type, Records.SCHEMA);
    }

    private static <K, V extends TlObject> Table<K, V> table(int number, Keys<K> keys, Class<V> type) {
        return new Table<>(number, keys, type, Records.SCHEMA);
    }

    private Rows() {}
}
