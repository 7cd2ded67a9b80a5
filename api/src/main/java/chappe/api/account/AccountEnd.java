package chappe.api.account;

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

    public AccountEnd(AccountEnding ending) {
        this.ending = ending;
    }

    public void register(Routes on) {
        on.user(GetAccountTTL.class, Limit.READ, this::getAccountTtl);
        on.user(SetAccountTTL.class, Limit.CHANGE, this::setAccountTtl);
        on.user(DeleteAccount.class, Limit.LOGIN, this::deleteAccount);
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
    /// What others received from the account stays with them. `reason` is not kept.
    Boolean deleteAccount(Caller caller, DeleteAccount ask) {
        ending.delete(caller.userId());
        return true;
    }
}
