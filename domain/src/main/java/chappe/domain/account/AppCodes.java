package chappe.domain.account;

import chappe.core.UserId;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.View;
import chappe.store.View.Order;
import chappe.store.record.AccountProfile;
import chappe.store.record.PhoneOwner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Brings a login code into the sessions that the phone's owner has already, as a message of the service account.
///
/// The phone's own partition posts it, in a commit that finds the owner unchanged (rule R7).
public final class AppCodes implements CodeProvider {
    private final Store store;
    private final Clock clock;

    public AppCodes(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public CodeForm form(Phone phone) {
        return new CodeForm.App();
    }

    /// Whether the phone's owner is logged in anywhere.
    @Override
    public boolean reaches(Phone phone) {
        return findReachable(phone) != null;
    }

    @Override
    public void deliver(Phone phone, String code) {
        UserId user = findReachable(phone);
        int now = (int) clock.instant().getEpochSecond();
        boolean isSent = user != null
                && store.write(LoginCodes.partition(phone), change -> {
                    if (!user.equals(owner(change))) return false;
                    ServiceAccount.tellCode(change, user, now, code);
                    return true;
                });
        if (!isSent) throw new UncheckedIOException(new IOException("nobody is logged in any more"));
    }

    private @Nullable UserId findReachable(Phone phone) {
        UserId user = store.read(LoginCodes.partition(phone), AppCodes::owner);
        return user != null && store.read(Partition.account(user), view -> isLoggedIn(view, phone)) ? user : null;
    }

    private static @Nullable UserId owner(View view) {
        PhoneOwner owner = PhoneClaims.ownerIn(view);
        return owner == null || !owner.opened() ? null : new UserId(owner.userId());
    }

    private static boolean isLoggedIn(View view, Phone phone) {
        AccountProfile profile = Rows.PROFILE.find(view);
        return profile != null
                && profile.phone() == phone.digits()
                && !Rows.AUTHORIZATIONS.scan(view, 1, Order.ASCENDING).isEmpty();
    }
}
