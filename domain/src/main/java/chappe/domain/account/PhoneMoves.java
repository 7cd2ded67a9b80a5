package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.LoginLimits;
import chappe.core.UserId;
import chappe.domain.box.Notices;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store.Letter;
import chappe.store.View;
import chappe.store.post.PostOffice;
import chappe.store.record.AccountContact;
import chappe.store.record.AccountPhoneChangedLetter;
import chappe.store.record.AccountPhoneLetter;
import chappe.store.record.AccountPhoneTellLetter;
import chappe.store.record.AccountProfile;
import chappe.store.record.BoxEventUserPhone;
import chappe.store.record.PhoneOpenedLetter;
import chappe.store.record.PhoneOwner;
import chappe.store.record.PhoneReleaseLetter;

/// The letters by which a number moves (rule R11): the account takes a claimed one and gives the old one up, each with
/// the token of its claim; who had the old number in a contact has the new one.
final class PhoneMoves {

    static void register(PostOffice post) {
        post.on(PhoneReleaseLetter.class, PhoneMoves::onRelease);
        post.on(AccountPhoneLetter.class, PhoneMoves::onPhone);
        post.on(AccountPhoneTellLetter.class, PhoneMoves::onTell);
        post.on(AccountPhoneChangedLetter.class, PhoneMoves::onChanged);
    }

    static boolean has(View account, Phone phone, long token) {
        AccountProfile profile = Rows.PROFILE.find(account);
        return profile != null && profile.phone() == phone.digits() && profile.phoneToken() == token;
    }

    /// A number is given up by whoever holds it by this very claim.
    private static void onRelease(Change change, Letter<PhoneReleaseLetter> letter) {
        PhoneOwner owner = Rows.OWNER.find(change);
        PhoneReleaseLetter released = letter.body();
        if (owner == null || owner.userId() != released.userId() || owner.token() != released.token()) return;
        Rows.OWNER.delete(change);
    }

    private static void onPhone(Change change, Letter<AccountPhoneLetter> letter) {
        AccountPhoneLetter claim = letter.body();
        var user = new UserId(change.partition().number());
        AccountProfile old = Rows.PROFILE.find(change);
        if (old == null) {
            change.post(letter.from(), new PhoneReleaseLetter(user.value(), claim.token()));
            return;
        }
        Rows.PROFILE.put(
                change,
                new AccountProfile(
                        old.userId(),
                        claim.phone(),
                        claim.token(),
                        old.firstName(),
                        old.lastName(),
                        old.about(),
                        old.created()));
        change.post(letter.from(), new PhoneOpenedLetter(user.value(), claim.token(), true));
        change.post(Partition.phone(old.phone()), new PhoneReleaseLetter(user.value(), old.phoneToken()));
        var by = new AuthKeyId(claim.authKeyId());
        Notices.post(change, user, by, new BoxEventUserPhone(user.value()));
        change.post(change.partition(), new AccountPhoneTellLetter(0, old.phone(), claim.phone()));
    }

    /// Tells those who have the user as a contact, as many as one commit may.
    private static void onTell(Change change, Letter<AccountPhoneTellLetter> letter) {
        AccountPhoneTellLetter tell = letter.body();
        long user = change.partition().number();
        var told = tell.after() == 0
                ? Rows.KNOWN_BY.scan(change, LoginLimits.TOLD_AT_ONCE_MAX, View.Order.ASCENDING)
                : Rows.KNOWN_BY.scanAfter(change, new UserId(tell.after()), LoginLimits.TOLD_AT_ONCE_MAX);
        if (told.isEmpty()) return;
        change.post(
                told.stream().map(row -> Partition.account(row.key())).toList(),
                new AccountPhoneChangedLetter(user, tell.oldPhone(), tell.phone()));
        if (told.size() < LoginLimits.TOLD_AT_ONCE_MAX) return;
        long last = told.getLast().key().value();
        change.post(change.partition(), new AccountPhoneTellLetter(last, tell.oldPhone(), tell.phone()));
    }

    /// A contact has another number. Who did not know the old one does not learn the new one.
    private static void onChanged(Change change, Letter<AccountPhoneChangedLetter> letter) {
        AccountPhoneChangedLetter changed = letter.body();
        var user = new UserId(changed.userId());
        AccountContact contact = Rows.CONTACTS.find(change, user);
        if (contact == null || contact.phone() != changed.oldPhone()) return;
        Rows.CONTACTS.put(
                change,
                user,
                new AccountContact.Builder(
                                contact.userId(),
                                contact.firstName(),
                                contact.lastName(),
                                changed.phone(),
                                contact.added())
                        .sharesPhone(contact.sharesPhone())
                        .build());
        var owner = new UserId(change.partition().number());
        Notices.post(change, owner, null, new BoxEventUserPhone(user.value()));
    }

    private PhoneMoves() {}
}
