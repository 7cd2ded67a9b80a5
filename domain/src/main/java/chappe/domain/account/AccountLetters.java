package chappe.domain.account;

import chappe.store.post.PostOffice;
import chappe.store.record.AccountContactAddedLetter;
import chappe.store.record.AccountContactRemovedLetter;
import chappe.store.record.AccountOpenLetter;
import chappe.store.record.AccountPhoneOpenedLetter;
import chappe.store.record.PhoneAwaitLetter;
import chappe.store.record.PhoneForgoLetter;
import chappe.store.record.PhoneOpenedLetter;

/// Says at start what the letters to phones and accounts do.
public final class AccountLetters {

    public static void register(PostOffice post, PhoneClaims claims, Accounts accounts, Contacts contacts) {
        post.on(PhoneOpenedLetter.class, claims::onOpened);
        post.on(PhoneAwaitLetter.class, claims::onAwait);
        post.on(PhoneForgoLetter.class, claims::onForgo);
        post.on(AccountOpenLetter.class, accounts::onOpen);
        post.on(AccountContactAddedLetter.class, contacts::onAdded);
        post.on(AccountContactRemovedLetter.class, contacts::onRemoved);
        post.on(AccountPhoneOpenedLetter.class, contacts::onPhoneOpened);
    }

    private AccountLetters() {}
}
