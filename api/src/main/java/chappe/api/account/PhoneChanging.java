package chappe.api.account;

import chappe.api.present.PresentLogins;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.core.RpcError;
import chappe.domain.account.PhoneChanges;
import chappe.domain.account.PhoneNumbers;
import chappe.domain.account.SignIns.Login;
import chappe.wire.UserType;
import chappe.wire.account.ChangePhone;
import chappe.wire.account.SendChangePhoneCode;
import chappe.wire.auth.SentCodeTypeType;

/// The methods by which a user takes [another number](https://core.telegram.org/api/account-deletion).
public final class PhoneChanging {
    private final PhoneNumbers numbers;
    private final PhoneChanges changes;
    private final PresentUsers present;

    public PhoneChanging(PhoneNumbers numbers, PhoneChanges changes, PresentUsers present) {
        this.numbers = numbers;
        this.changes = changes;
        this.present = present;
    }

    public void register(Routes on) {
        on.user(SendChangePhoneCode.class, Limit.LOGIN, this::sendChangePhoneCode);
        on.user(ChangePhone.class, Limit.LOGIN, this::changePhone);
    }

    /// [account.sendChangePhoneCode](https://core.telegram.org/method/account.sendChangePhoneCode)
    ///
    /// Refuses with PHONE_NUMBER_INVALID, PHONE_NUMBER_OCCUPIED, FRESH_CHANGE_PHONE_FORBIDDEN,
    /// SMS_CODE_CREATE_FAILED, FLOOD_WAIT_X.
    SentCodeTypeType sendChangePhoneCode(Caller caller, SendChangePhoneCode ask) {
        return PresentLogins.sentCode(changes.send(caller.userId(), login(caller, ask.phoneNumber())));
    }

    /// [account.changePhone](https://core.telegram.org/method/account.changePhone)
    ///
    /// Those who have the user as a contact with the old number are sent updateUserPhone.
    ///
    /// Refuses with PHONE_NUMBER_INVALID, PHONE_CODE_EMPTY, PHONE_CODE_INVALID, PHONE_CODE_EXPIRED,
    /// PHONE_NUMBER_OCCUPIED, FLOOD_WAIT_X, AUTH_RESTART.
    UserType changePhone(Caller caller, ChangePhone ask) {
        if (ask.phoneCode().isBlank()) throw RpcError.PHONE_CODE_EMPTY.refuse();
        Login login = login(caller, ask.phoneNumber());
        changes.change(
                caller.userId(), login, ask.phoneCodeHash(), ask.phoneCode().strip());
        return present.user(caller.userId(), caller.userId());
    }

    private Login login(Caller caller, String phoneNumber) {
        return new Login(numbers.get(phoneNumber), caller.authKeyId(), PresentLogins.details(caller));
    }
}
