/// Accounts: who owns a phone number, who is logged in under which key, who knows whom, who is online.
///
/// Neighbours: `api` above, the store contract below; `chappe.domain.box` beside it keeps messages. No wire
/// types.
///
/// Rules kept here: the phone's partition decides who owns it and its letter creates the account (R11); a
/// check that guards a commit is made in that commit (R7); every fact has one writer (R5): that A has B as a
/// contact stands in A's account, and B's account learns it by letter.
///
/// What is stored, with the numbers of tables in hexadecimal:
///
/// ```
/// PHONE <digits>
/// ├── 01                      PhoneOwner          the account that owns the number, or is being made for it
/// ├── 02 <code id>            PhoneCode           a login code; its id is from the SHA-256 of phone_code_hash
/// ├── 03 <purpose>            BudgetRow           codes sent, wrong codes given
/// ├── 04 <user id>            PhoneAwaiting       who has the number in an address book while nobody owns it
/// ├── 05                      PhoneAwaitingCount
/// ├── 38                      RecentCodes         digests of the last codes, so that none is drawn again
/// ├── 39 <digest of network>  KnownNetwork        where right codes came from, and the allowance there
/// ├── 3c                      PhoneInvitation     until when the number's owner may open an account
/// └── 3e                      PhoneBan            the number's account is banned: no codes
/// ACCOUNT <user id>
/// ├── 01                      AccountProfile      phone, names, about
/// ├── 02                      AccountPresence     last seen, written late and seldom
/// ├── 03 <user id>            AccountContact      whom this user has as a contact, under which names
/// ├── 04 <user id>            AccountKnownBy      who has this user as a contact
/// ├── 05 <phone>              AccountAwaited      address book entries whose number nobody owns yet
/// ├── 06                      AccountContactCount
/// ├── 07 <auth key id>        AccountAuthorization
/// ├── 08 <purpose>            BudgetRow           numbers looked up, wrong passwords, e-mails sent
/// ├── 09                      AccountUsername     with the token of its claim
/// ├── 0a                      AccountPrivacy      the rules of those keys whose rules were changed
/// ├── 0b                      AccountCloseFriends
/// ├── 0c                      AccountBirthday
/// ├── 0d <user id>            AccountBlockedBy    who has blocked this user
/// ├── 30 <auth key id>        AccountAuthorizationUse       when and where it was last used, written seldom
/// ├── 31 <auth key id>        AccountAuthorizationSettings  what its owner lets it do
/// ├── 32                      AccountAuthorizationTtl       after how many days unused ones end
/// ├── 33                      AccountTtl                    after how many days without use the account ends
/// ├── 35                      AccountDeletionDue            when it is deleted unless its owner logs in
/// ├── 36 <auth key id>        AccountAuthorizationParent    the login that a second key belongs to
/// ├── 37 <name of digest>     AccountExported               a login on its way to a second key
/// ├── 38 <name of digest>     AccountLogoutToken            what a device may bring that logged out
/// ├── 34                      AccountDeleted                it is being erased
/// ├── 28                      AccountPassword     how many there were; its salts, sealed verifier, hint
/// ├── 29                      AccountPasswordUnconfirmed  an e-mail that waits for its code
/// ├── 2a                      EmailCode           the code that recovers the password
/// ├── 2b                      AccountPasswordReset  when it goes, or when that may be asked for again
/// ├── 2c                      AccountLoginEmail   where login codes go instead of the telephone
/// ├── 2d                      AccountLoginEmailUnconfirmed  where they shall go once its code came back
/// ├── 40                      AccountSettings     global privacy, content, notices of reactions and sign-ups
/// └── 3e                      AccountBan                    nobody may be logged in
/// USERNAME <name in lower case>
/// └── 01                      UsernameOwner       whose it is, by which claim
/// AUTH_KEY <auth key id>
/// ├── 01                      AuthKeySealed       the key, encrypted at rest; dc, expiry
/// ├── 02                      AuthKeyBinding      a temporary key's permanent one
/// ├── 03                      AuthKeyLayer        the last layer named under the key
/// ├── 04                      AuthKeyLogin        who is logged in
/// ├── 30                      AuthKeyLoginToken   what its QR code says, and who accepted it
/// ├── 28                      AuthKeyPasswordPending  who has proven the phone and owes the password
/// └── 29 <srp_id>             AuthKeySrpChallenge what a proof of the password answers
/// SERVER -2
/// └── 3d <phone>              ServerInvitation    invitations that nobody has used, for operators to see
/// SERVER <1000 + shard of the address>
/// └── 28 <purpose and address> BudgetRow          codes asked for, wrong codes and passwords given from an address
/// SERVER <1000000 + a number made of three characters>
/// └── 29 <name in lower case> UsernameIndexed     the usernames that begin with them, and whose they are
/// ```
///
/// Letters: PHONE sends [AccountOpenLetter][chappe.store.record.AccountOpenLetter] when it has an
/// owner, ACCOUNT answers [PhoneOpenedLetter][chappe.store.record.PhoneOpenedLetter], whereupon PHONE
/// tells those who wait for the number. USERNAME sends
/// [AccountUsernameLetter][chappe.store.record.AccountUsernameLetter] when it is claimed, and ACCOUNT
/// releases the name that it had before. AUTH_KEY tells ACCOUNT of logins and their ends; ACCOUNT ends
/// a login by an [AuthKeyEndLetter][chappe.store.record.AuthKeyEndLetter], and tells the owner's BOX of a new one.
@NullMarked
package chappe.domain.account;

import org.jspecify.annotations.NullMarked;
