package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.core.tl.TlObject;
import chappe.store.Cell;
import chappe.store.Keys;
import chappe.store.Table;
import chappe.store.record.AccountAuthorization;
import chappe.store.record.AccountAwaited;
import chappe.store.record.AccountContact;
import chappe.store.record.AccountContactCount;
import chappe.store.record.AccountKnownBy;
import chappe.store.record.AccountPresence;
import chappe.store.record.AccountProfile;
import chappe.store.record.AccountSettings;
import chappe.store.record.AuthKeyBinding;
import chappe.store.record.AuthKeyLayer;
import chappe.store.record.AuthKeyLogin;
import chappe.store.record.AuthKeySealed;
import chappe.store.record.BudgetRow;
import chappe.store.record.PhoneAwaiting;
import chappe.store.record.PhoneAwaitingCount;
import chappe.store.record.PhoneCode;
import chappe.store.record.PhoneOwner;
import chappe.store.record.Records;

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

    /// In AUTH_KEY partitions.
    static final Cell<AuthKeySealed> SEALED = cell(1, AuthKeySealed.class);

    static final Cell<AuthKeyBinding> BINDING = cell(2, AuthKeyBinding.class);
    static final Cell<AuthKeyLayer> LAYER = cell(3, AuthKeyLayer.class);
    static final Cell<AuthKeyLogin> LOGIN = cell(4, AuthKeyLogin.class);

    /// In SERVER partitions.
    static final Table<String, BudgetRow> ADDRESS_BUDGETS = table(40, Keys.text(), BudgetRow.class);

    private static <V extends TlObject> Cell<V> cell(int number, Class<V> type) {
        return new Cell<>(number, type, Records.SCHEMA);
    }

    private static <K, V extends TlObject> Table<K, V> table(int number, Keys<K> keys, Class<V> type) {
        return new Table<>(number, keys, type, Records.SCHEMA);
    }

    private Rows() {}
}
