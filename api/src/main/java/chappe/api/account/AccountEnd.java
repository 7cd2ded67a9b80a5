package chappe.api.account;

import chappe.api.present.PasswordInputs;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.domain.account.AccountEnding;
import chappe.wire.AccountDaysTTL;
import chappe.wire.account.DeleteAccount;
import chappe.wire.account.GetAccountTTL;
import chappe.wire.account.SetAccountTTL;

/// The methods by which an account [ends](https://core.telegram.org/api/account-deletion).
public final class AccountEnd {
    private final AccountEnding ending;
    private final PasswordInputs inputs;

    public AccountEnd(AccountEnding ending, PasswordInputs inputs) {
        this.ending = ending;
        this.inputs = inputs;
    }

    public void register(Routes on) {
        on.user(GetAccountTTL.class, Limit.READ, this::getAccountTtl);
        on.user(SetAccountTTL.class, Limit.CHANGE, this::setAccountTtl);
        on.anyone(DeleteAccount.class, Limit.LOGIN, this::deleteAccount);
    }

    /// [account.getAccountTTL](https://core.telegram.org/method/account.getAccountTTL)
    AccountDaysTTL getAccountTtl(Caller caller, GetAccountTTL ask) {
        return new AccountDaysTTL(ending.ttlDays(caller.userId()));
    }

    /// [account.setAccountTTL](https://core.telegram.org/method/account.setAccountTTL)
    ///
    /// - `ttl.days`: 30..730; the account is deleted when nobody used it for that long.
    ///
    /// Refuses with TTL_DAYS_INVALID.
    Boolean setAccountTtl(Caller caller, SetAccountTTL ask) {
        ending.setTtl(caller.userId(), ask.ttl().days());
        return true;
    }

    /// [account.deleteAccount](https://core.telegram.org/method/account.deleteAccount)
    ///
    /// What others received from the account stays with them. `reason` is not kept. Also for a key that waits for
    /// the password: who has forgotten it can begin anew in a week. Differs: a log-in with the password keeps the
    /// account, not a link.
    ///
    /// Refuses with 2FA_CONFIRM_WAIT_X, PASSWORD_HASH_INVALID, SRP_ID_INVALID, SRP_PASSWORD_CHANGED, FLOOD_WAIT_X.
    Boolean deleteAccount(Caller caller, DeleteAccount ask) {
        ending.delete(inputs.asker(caller), ask.password() == null ? null : PasswordInputs.proof(ask.password()));
        return true;
    }
}
