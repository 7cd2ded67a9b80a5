package chappe.domain.account;

import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.record.AccountAuthorization;
import chappe.store.record.AccountProfile;
import chappe.store.record.BoxLetterService;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The account that tells people about their own, under the id and the number by which every client knows it.
///
/// It has a profile, so that it is shown like anybody, and nothing else: its number is no valid one, so nobody
/// signs up or in with it, and it has no box. Its messages are letters to the reader's box from a partition of
/// the reader's own (the phone, the account), so that they never queue behind other people's.
public final class ServiceAccount {
    private static final long PHONE = 42_777;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /// Makes the account at the first start.
    public static void open(Store store, Clock clock) {
        int now = (int) clock.instant().getEpochSecond();
        store.write(Partition.account(UserId.SERVICE), change -> {
            if (Rows.PROFILE.find(change) == null) {
                Rows.PROFILE.put(change, new AccountProfile(UserId.SERVICE.value(), PHONE, 0, "Chappe", "", "", now));
            }
            return true;
        });
    }

    /// A login code for those who are logged in already. Programs look for `Login code: ` and the digits.
    static void tellCode(Change change, UserId user, int now, String code) {
        tell(change, user, now, """
                Login code: %s

                Give it to nobody, not even to somebody who claims to work for this server. It is asked for on the \
                device that logs in, and nowhere else.

                If you have not asked for it, somebody else has your number. Without the code they cannot log in.\
                """.formatted(code));
    }

    static void tellLogin(Change change, UserId user, String firstName, AccountAuthorization login) {
        tell(change, user, login.since(), """
                New login. %s, your account was logged in to on %s UTC.

                Device: %s, %s
                App: %s
                Address: %s

                If this was not you, end that session under Settings > Devices, and set a password for logging in.\
                """.formatted(
                        line(firstName),
                        TIME.format(Instant.ofEpochSecond(login.since())),
                        line(login.deviceModel()),
                        line(login.systemVersion()),
                        line(login.appVersion()),
                        line(login.address())));
    }

    static void tellDeletion(Change change, UserId user, int now, int at) {
        tell(change, user, now, """
                Somebody who has your number, and not your password, asked to delete your account.

                It will be deleted on %s UTC. To keep it, log in on any device with your password before.\
                """.formatted(TIME.format(Instant.ofEpochSecond(at))));
    }

    private static void tell(Change change, UserId user, int now, String text) {
        change.post(Partition.box(user), new BoxLetterService(now, text, List.of()));
    }

    /// What others wrote must not look like lines of ours.
    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
    }

    private ServiceAccount() {}
}
