package chappe.server;

import chappe.core.Refusal;
import chappe.core.UserId;
import chappe.domain.account.AuthorizationRows.Session;
import chappe.domain.account.Invitations;
import chappe.domain.account.Invitations.Invitation;
import chappe.domain.account.Oversight;
import chappe.domain.account.Oversight.Seen;
import chappe.domain.account.PasswordResets;
import chappe.domain.account.Phone;
import chappe.domain.account.PhoneNumbers;
import chappe.store.record.AccountAuthorization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the running server does when `./chappe admin` asks. Answers are lines of text; what cannot be done is a
/// [StartFault], which the asking command shows.
///
/// Called on the admin socket's thread.
final class AdminCommands {
    private static final int INVITED_DAYS = 30;
    private static final int INVITED_DAYS_MAX = 3650;

    private final PhoneNumbers numbers;
    private final Oversight oversight;
    private final PasswordResets passwords;
    private final Invitations invitations;
    private final Supplier<String> stats;
    private final Clock clock;

    /// @param stats what the server counts, one `name value` a line
    AdminCommands(
            PhoneNumbers numbers,
            Oversight oversight,
            PasswordResets passwords,
            Invitations invitations,
            Supplier<String> stats,
            Clock clock) {
        this.numbers = numbers;
        this.oversight = oversight;
        this.passwords = passwords;
        this.invitations = invitations;
        this.stats = stats;
        this.clock = clock;
    }

    /// @param request the command's words, with a space between each
    String answer(String request) {
        List<String> words = List.of(request.split(" ", -1));
        String who = words.size() > 1 ? words.get(1) : "";
        try {
            return switch (words.getFirst()) {
                case "find" -> account(user(who));
                case "sessions" -> sessions(user(who));
                case "end-sessions" -> "ended " + oversight.endSessions(user(who));
                case "ban" -> oversight.ban(user(who)) ? "banned" : "was banned already";
                case "unban" -> unban(who) ? "no longer banned" : "was not banned";
                case "reset-2fa" -> passwords.remove(user(who)) ? "the password is gone" : "there is no password";
                case "invite" -> invite(phone(who), words.size() > 2 ? words.get(2) : String.valueOf(INVITED_DAYS));
                case "uninvite" -> uninvite(phone(who));
                case "invites" -> invites();
                case "stats" -> stats.get();
                default -> throw new StartFault("there is no command '" + words.getFirst() + "'");
            };
        } catch (Refusal refusal) {
            throw new StartFault("refused with " + refusal.error() + " (" + who + ")");
        }
    }

    /// A user by phone number, with its plus sign, or by id.
    private UserId user(String who) {
        if (who.startsWith("+")) {
            UserId owner = oversight.owner(phone(who));
            if (owner == null) throw new StartFault("no account has the number " + who);
            return owner;
        }
        if (!who.matches("[1-9]\\d{0,12}"))
            throw new StartFault("name a user by phone number, with its plus sign, or by id");
        long id = Long.parseLong(who);
        if (id > UserId.MAX) throw new StartFault("there is no user " + who);
        UserId user = new UserId(id);
        oversight.look(user);
        return user;
    }

    private boolean unban(String who) {
        boolean isNobodys = who.startsWith("+") && oversight.owner(phone(who)) == null;
        return isNobodys ? oversight.unban(phone(who)) : oversight.unban(user(who));
    }

    private Phone phone(String number) {
        if (!number.startsWith("+")) throw new StartFault("name a phone number with its plus sign");
        return numbers.get(number);
    }

    private String account(UserId user) {
        Seen seen = oversight.look(user);
        return """
                user      %d
                phone     +%s
                name      %s
                created   %s
                online    %s
                banned    %s
                sessions  %d""".formatted(
                        user.value(),
                        new Phone(seen.profile().phone()).text(),
                        plain(seen.profile().firstName() + " " + seen.profile().lastName()),
                        Instant.ofEpochSecond(seen.profile().created()),
                        since(seen.wasOnline()),
                        since(seen.bannedSince()),
                        oversight.sessions(user).size());
    }

    private static String since(@Nullable Instant instant) {
        return instant == null ? "-" : instant.toString();
    }

    private String sessions(UserId user) {
        List<Session> sessions = oversight.sessions(user);
        if (sessions.isEmpty()) return "no sessions";
        return sessions.stream().map(AdminCommands::line).collect(Collectors.joining("\n"));
    }

    private static String line(Session session) {
        AccountAuthorization login = session.stored();
        return "since %s  active %s  address %s  app %d  %s"
                .formatted(
                        Instant.ofEpochSecond(login.since()),
                        Instant.ofEpochSecond(session.active()),
                        plain(session.address()),
                        login.apiId(),
                        plain(login.deviceModel() + ", " + login.systemVersion() + ", " + login.appVersion()));
    }

    private String invite(Phone phone, String days) {
        if (!days.matches("\\d{1,4}") || Integer.parseInt(days) < 1 || Integer.parseInt(days) > INVITED_DAYS_MAX)
            throw new StartFault("an invitation lasts 1 to " + INVITED_DAYS_MAX + " days");
        if (oversight.owner(phone) != null) throw new StartFault("the number has an account already");
        Instant expires = clock.instant().plus(Duration.ofDays(Integer.parseInt(days)));
        invitations.invite(phone, expires);
        String note = invitations.mode() == Invitations.Mode.INVITATION
                ? ""
                : "\nnote: registration.mode is " + Admission.name(invitations.mode())
                        + ", where it makes no difference";
        return "+" + phone.text() + " may open an account until " + expires + note;
    }

    private String uninvite(Phone phone) {
        return invitations.withdraw(phone) ? "no longer invited" : "was not invited";
    }

    private String invites() {
        List<Invitation> all = invitations.list();
        if (all.isEmpty()) return "no invitations";
        return all.stream()
                .map(each -> "+" + each.phone().text() + "  until " + each.expires())
                .collect(Collectors.joining("\n"));
    }

    /// Text of users in one line of a terminal: nothing that could move its cursor.
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?").strip();
    }
}
