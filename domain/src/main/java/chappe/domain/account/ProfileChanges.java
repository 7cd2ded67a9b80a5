package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.box.Actor;
import chappe.domain.box.Notices;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.record.AccountBirthday;
import chappe.store.record.AccountProfile;
import chappe.store.record.BoxEventUser;
import chappe.store.record.BoxEventUserName;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What users say of themselves, and who is told when it changes: the user's own sessions of
/// everything, those who have the user as a contact of the name. Immutable, thread-safe.
public final class ProfileChanges {
    private static final int FIRST_YEAR = 1900;

    private final Store store;
    private final Clock clock;

    public ProfileChanges(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Changes the parts that are given.
    ///
    /// Refuses with FIRSTNAME_INVALID, LASTNAME_INVALID, ABOUT_TOO_LONG.
    public void update(Actor actor, Parts parts) {
        UserId user = actor.user();
        String about = parts.about() == null ? null : parts.about().strip();
        if (about != null && about.codePointCount(0, about.length()) > Limits.ABOUT_LENGTH_MAX) {
            throw RpcError.ABOUT_TOO_LONG.refuse();
        }
        store.write(Partition.account(user), change -> {
            AccountProfile old = Rows.PROFILE.get(change);
            var name = new PersonName(
                    orElse(parts.firstName(), old.firstName()), orElse(parts.lastName(), old.lastName()));
            AccountProfile changed = new AccountProfile(
                    old.userId(),
                    old.phone(),
                    old.phoneToken(),
                    name.first(),
                    name.last(),
                    orElse(about, old.about()),
                    old.created());
            if (changed.equals(old)) return false;
            Rows.PROFILE.put(change, changed);
            boolean isRenamed = !name.equals(new PersonName(old.firstName(), old.lastName()));
            if (isRenamed) Watchers.tell(change, user, actor.authKeyId(), new BoxEventUserName(user.value()));
            else Notices.post(change, user, actor.authKeyId(), new BoxEventUser(user.value()));
            return true;
        });
    }

    /// Refuses with BIRTHDAY_INVALID for a day that does not exist, lies ahead, or before 1900.
    ///
    /// @param birthday null for none
    public void setBirthday(Actor actor, @Nullable Birthday birthday) {
        UserId user = actor.user();
        if (birthday != null) check(birthday);
        store.write(Partition.account(user), change -> {
            if (birthday == null) Rows.BIRTHDAY.delete(change);
            else Rows.BIRTHDAY.put(change, birthday.stored());
            Notices.post(change, user, actor.authKeyId(), new BoxEventUser(user.value()));
            return true;
        });
    }

    private void check(Birthday birthday) {
        try {
            MonthDay day = MonthDay.of(birthday.month(), birthday.day());
            if (birthday.year() == null) return;
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            boolean exists = birthday.year() >= FIRST_YEAR && day.isValidYear(birthday.year());
            // One day more: it may be tomorrow already where the user is.
            if (exists && !day.atYear(birthday.year()).isAfter(today.plusDays(1))) return;
        } catch (DateTimeException noDay) {
            throw RpcError.BIRTHDAY_INVALID.refuse();
        }
        throw RpcError.BIRTHDAY_INVALID.refuse();
    }

    private static String orElse(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }

    /// What is to change; null stays as it is.
    public record Parts(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String about) {}

    /// @param year null where the user does not tell it
    public record Birthday(int day, int month, @Nullable Integer year) {
        static Birthday of(AccountBirthday stored) {
            return new Birthday(stored.day(), stored.month(), stored.year());
        }

        AccountBirthday stored() {
            return new AccountBirthday.Builder(day, month).year(year).build();
        }
    }
}
