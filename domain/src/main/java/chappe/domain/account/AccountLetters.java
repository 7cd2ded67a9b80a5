package chappe.domain.account;

import chappe.store.post.PostOffice;
import chappe.store.record.AccountBlockedLetter;
import chappe.store.record.AccountContactAddedLetter;
import chappe.store.record.AccountContactRemovedLetter;
import chappe.store.record.AccountOpenLetter;
import chappe.store.record.AccountPhoneOpenedLetter;
import chappe.store.record.AccountTellLetter;
import chappe.store.record.AccountUsernameLetter;
import chappe.store.record.PhoneAwaitLetter;
import chappe.store.record.PhoneForgoLetter;
import chappe.store.record.PhoneOpenedLetter;
import chappe.store.record.UsernameIndexLetter;
import chappe.store.record.UsernameReleaseLetter;

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
        PhoneMoves.register(post);
        post.on(AccountTellLetter.class, Watchers::onTell);
        post.on(AccountBlockedLetter.class, Blockers::onBlocked);
    }

    /// The letters around usernames.
    public static void register(PostOffice post, Usernames usernames, UsernameIndex index) {
        post.on(AccountUsernameLetter.class, usernames::onClaimed);
        post.on(UsernameReleaseLetter.class, usernames::onRelease);
        post.on(UsernameIndexLetter.class, index::onChanged);
    }

    private AccountLetters() {}
}
