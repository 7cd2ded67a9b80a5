package chappe.server.delivery;

import chappe.domain.account.CodeForm;
import chappe.domain.account.CodeProvider;
import chappe.domain.account.LoginCodeLog;
import chappe.domain.account.Phone;

/// Another way's codes, written to the log as well: an operator who reads codes from the log finds all of them there.
/// Immutable.
public final class LoggedCodes implements CodeProvider {
    private final CodeProvider way;
    private final LoginCodeLog log;

    public LoggedCodes(CodeProvider way, LoginCodeLog log) {
        this.way = way;
        this.log = log;
    }

    @Override
    public void deliver(Phone phone, String code) {
        way.deliver(phone, code);
        log.deliver(phone, code);
    }

    @Override
    public CodeForm form(Phone phone) {
        return way.form(phone);
    }

    @Override
    public boolean reaches(Phone phone) {
        return way.reaches(phone);
    }

    @Override
    public void reportMissing(Phone phone) {
        way.reportMissing(phone);
    }
}
