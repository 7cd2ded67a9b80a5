package chappe.domain.account;

import chappe.core.LoginLimits;
import chappe.core.RpcError;
import chappe.domain.account.Budget.Spending;
import chappe.store.Change;
import chappe.store.View;
import chappe.store.record.BudgetRow;
import java.time.Duration;
import java.time.Instant;

/// What may be guessed about one account, and mailed for it, kept in the account's own rows.
///
/// Whoever has only proven the phone spends other budgets than the sessions that are logged in: a guesser cannot keep
/// the owner from changing the password. With 20 tries a day the guesser learns nothing about any password worth
/// the name.
enum PasswordBudget {
    WRONG_BEFORE_LOGIN(40, LoginLimits.WRONG_PASSWORDS_A_DAY, Duration.ofDays(1)),
    WRONG_LOGGED_IN(41, LoginLimits.WRONG_PASSWORDS_A_DAY, Duration.ofDays(1)),
    WRONG_RECOVERY_CODES(42, LoginLimits.WRONG_EMAIL_CODES_A_DAY, Duration.ofDays(1)),
    WRONG_EMAIL_CODES(43, LoginLimits.WRONG_EMAIL_CODES_A_DAY, Duration.ofDays(1)),
    RECOVERY_MAILS(44, LoginLimits.EMAILS_AN_HOUR, Duration.ofHours(1)),
    MAILS(45, LoginLimits.EMAILS_AN_HOUR, Duration.ofHours(1));

    private final long purpose;
    private final int burst;
    private final Duration period;

    PasswordBudget(long purpose, int burst, Duration period) {
        this.purpose = purpose;
        this.burst = burst;
        this.period = period;
    }

    /// 0 while something is left, else the seconds after which there will be.
    int waitSeconds(View view, Instant now) {
        return budget().spend(untilMs(view), now, 1).waitSeconds();
    }

    /// Takes one where one is left.
    void spend(Change change, Instant now) {
        Spending spending = budget().spend(untilMs(change), now, 1);
        if (spending.isTaken()) Rows.ACCOUNT_BUDGETS.put(change, purpose, new BudgetRow(spending.untilMs()));
    }

    /// Takes one, or refuses with FLOOD_WAIT_X and the true remaining time.
    void take(Change change, Instant now) {
        int wait = waitSeconds(change, now);
        if (wait > 0) throw RpcError.FLOOD_WAIT_X.refuse(wait);
        spend(change, now);
    }

    private Budget budget() {
        return new Budget(burst, period);
    }

    private long untilMs(View view) {
        BudgetRow row = Rows.ACCOUNT_BUDGETS.find(view, purpose);
        return row == null ? 0 : row.untilMs();
    }
}
