package chappe.domain.account;

import static chappe.domain.account.AccountWorld.by;
import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.Presence.Span;
import chappe.domain.account.Presence.Status;
import chappe.domain.account.PrivacyRule.Kind;
import chappe.domain.account.ProfileChanges.Birthday;
import chappe.domain.account.ProfileChanges.Parts;
import chappe.domain.box.BlockList;
import chappe.domain.box.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ada's rules, and what a stranger, a contact and a close friend of hers see.
final class PrivacyTest {
    private static final String ADA = "+9996610001";
    private static final String RULES = """
            rules (in order)                                viewer     allowed
            allow_all                                       stranger   yes
            allow_all                                       contact    yes
            disallow_all                                    contact    no
            disallow_all                                    friend     no
            allow_contacts                                  stranger   no
            allow_contacts                                  contact    yes
            allow_contacts disallow_all                     stranger   no
            allow_contacts disallow_all                     friend     yes
            disallow_contacts allow_all                     contact    no
            disallow_contacts allow_all                     stranger   yes
            allow_close_friends                             contact    no
            allow_close_friends                             friend     yes
            allow_close_friends disallow_all                stranger   no
            allow_users:stranger disallow_all               stranger   yes
            allow_users:stranger disallow_all               contact    no
            disallow_users:contact allow_contacts           contact    no
            disallow_users:contact allow_contacts           friend     yes
            disallow_users:stranger allow_all               stranger   no
            allow_all disallow_users:stranger               stranger   yes
            allow_users:friend disallow_users:friend        friend     yes
            disallow_users:friend allow_close_friends       friend     no
            allow_premium                                   contact    no
            allow_bots                                      contact    no
            disallow_bots allow_all                         stranger   yes
            """;

    @TempDir
    Path folder;

    private AccountWorld world;
    private BlockList blockList;
    private UserId ada;
    private UserId stranger;
    private UserId contact;
    private UserId friend;

    @BeforeEach
    void open() {
        world = AccountWorld.open(folder);
        blockList = new BlockList(world.boxes);
        ada = world.signUp(ADA, "Ada", "Lovelace");
        stranger = world.signUp("+9996610002", "Stranger", "");
        contact = world.signUp("+9996610003", "Contact", "");
        friend = world.signUp("+9996610004", "Friend", "");
        world.contacts.add(by(ada), contact, new ContactName("Contact", ""), null, false);
        world.contacts.add(by(ada), friend, new ContactName("Friend", ""), null, false);
        world.privacy.setCloseFriends(ada, List.of(friend, stranger));
        world.settle();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theFirstRuleThatIsAboutSomebodyDecides() {
        for (PrivacyKey key : PrivacyKey.values()) {
            for (String line : RULES.lines().skip(1).toList()) {
                String[] cells = line.strip().split(" {2,}", -1);
                world.privacy.setRules(
                        by(ada),
                        key,
                        Stream.of(cells[0].split(" ", -1)).map(this::rule).toList());

                boolean isAllowed = world.users.allows(key, ada, viewer(cells[1]));

                assertThat(isAllowed).as("%s: %s", key, line).isEqualTo(cells[2].equals("yes"));
            }
        }
    }

    /// What is seen of Ada: by which rule, for whom.
    @Test
    void whatIsSeenFollowsTheRules() {
        world.profiles.update(by(ada), new Parts(null, null, "counts"));
        world.profiles.setBirthday(by(ada), new Birthday(10, 12, 1985));
        String table = """
                key              rule             viewer    fact      seen
                PHONE_NUMBER     -                stranger  phone     no
                PHONE_NUMBER     -                contact   phone     yes
                PHONE_NUMBER     disallow_all     contact   phone     no
                PHONE_NUMBER     allow_all        stranger  phone     yes
                ABOUT            -                stranger  about     yes
                ABOUT            allow_contacts   stranger  about     no
                ABOUT            allow_contacts   contact   about     yes
                BIRTHDAY         -                stranger  birthday  no
                BIRTHDAY         -                contact   birthday  yes
                BIRTHDAY         disallow_all     contact   birthday  no
                STATUS_TIMESTAMP -                stranger  status    yes
                STATUS_TIMESTAMP disallow_all     contact   status    no
                STATUS_TIMESTAMP allow_contacts   contact   status    yes
                STATUS_TIMESTAMP allow_contacts   stranger  status    no
                """;
        for (String line : table.lines().skip(1).toList()) {
            String[] cells = line.strip().split("\\s+", -1);
            PrivacyKey key = PrivacyKey.valueOf(cells[0]);
            List<PrivacyRule> rules = cells[1].equals("-") ? key.initialRules() : List.of(rule(cells[1]));
            world.privacy.setRules(by(ada), key, rules);

            SeenUser seen = world.users.seenBy(viewer(cells[2]), ada);

            boolean isSeen = switch (cells[3]) {
                case "phone" -> seen.phone() != null;
                case "about" -> !seen.about().isEmpty();
                case "birthday" -> seen.birthday() != null;
                default -> seen.status() instanceof Status.Offline;
            };
            assertThat(isSeen).as(line).isEqualTo(cells[4].equals("yes"));
        }
    }

    @Test
    void nothingIsHiddenFromOneself() {
        for (PrivacyKey key : PrivacyKey.values()) {
            world.privacy.setRules(by(ada), key, List.of(PrivacyRule.of(Kind.DISALLOW_ALL)));

            assertThat(world.users.allows(key, ada, ada)).isTrue();
        }
        assertThat(world.users.seenBy(ada, ada).phone()).isEqualTo(world.numbers.get(ADA));
        assertThat(world.users.seenBy(ada, ada).status()).isInstanceOf(Status.Offline.class);
    }

    @Test
    void aStatusThatIsHiddenIsToldInDaysWeeksAndMonths() {
        world.presence.update(ada, world.key(), false);
        world.privacy.setRules(by(ada), PrivacyKey.STATUS_TIMESTAMP, List.of(PrivacyRule.of(Kind.DISALLOW_ALL)));
        List<Status> told = new ArrayList<>();
        told.add(statusFor(contact));
        for (Duration pause :
                List.of(Duration.ofDays(2), Duration.ofDays(3), Duration.ofDays(20), Duration.ofDays(20))) {
            world.clock.advance(pause);
            told.add(statusFor(contact));
        }

        assertThat(told)
                .containsExactly(
                        new Status.Lately(Span.RECENTLY, false),
                        new Status.Lately(Span.RECENTLY, false),
                        new Status.Lately(Span.WITHIN_A_WEEK, false),
                        new Status.Lately(Span.WITHIN_A_MONTH, false),
                        new Status.Unknown());
    }

    @Test
    void whoHidesDoesNotSee() {
        world.privacy.setRules(
                by(contact),
                PrivacyKey.STATUS_TIMESTAMP,
                List.of(new PrivacyRule(Kind.DISALLOW_USERS, List.of(ada)), PrivacyRule.of(Kind.ALLOW_ALL)));

        assertThat(statusFor(contact)).isEqualTo(new Status.Lately(Span.RECENTLY, true));
        assertThat(statusFor(stranger)).isInstanceOf(Status.Offline.class);
        assertThat(world.users.seenBy(ada, contact).status()).isEqualTo(new Status.Lately(Span.RECENTLY, false));
    }

    @Test
    void whoIsBlockedSeesNeitherOnlineNorLastSeen() {
        world.presence.update(ada, world.key(), false);
        assertThat(statusFor(contact)).isInstanceOf(Status.Online.class);

        blockList.set(by(ada), Peer.user(contact), true);
        world.settle();

        assertThat(statusFor(contact)).isEqualTo(new Status.Unknown());
        assertThat(statusFor(stranger)).isInstanceOf(Status.Online.class);
        blockList.set(by(ada), Peer.user(contact), false);
        world.settle();
        assertThat(statusFor(contact)).isInstanceOf(Status.Online.class);
    }

    @Test
    void onlyContactsAreCloseFriends() {
        world.privacy.setRules(by(ada), PrivacyKey.ABOUT, List.of(PrivacyRule.of(Kind.ALLOW_CLOSE_FRIENDS)));
        assertThat(world.users.seenBy(ada, friend).isCloseFriend()).isTrue();
        assertThat(world.users.seenBy(ada, stranger).isCloseFriend()).isFalse();
        assertThat(world.users.allows(PrivacyKey.ABOUT, ada, stranger)).isFalse();

        world.contacts.remove(by(ada), List.of(friend));
        world.settle();

        assertThat(world.users.seenBy(ada, friend).isCloseFriend()).isFalse();
        assertThat(world.users.allows(PrivacyKey.ABOUT, ada, friend)).isFalse();
    }

    @Test
    void rulesThatAreNoneAreRefusedAndChangeNothing() {
        List<UserId> many =
                LongStream.rangeClosed(1, 1_001).mapToObj(UserId::new).toList();

        refused(() -> set(), RpcError.PRIVACY_VALUE_INVALID);
        refused(
                () -> set(PrivacyRule.of(Kind.ALLOW_ALL), PrivacyRule.of(Kind.ALLOW_ALL)),
                RpcError.PRIVACY_VALUE_INVALID);
        refused(() -> set(new PrivacyRule(Kind.ALLOW_USERS, many)), RpcError.PRIVACY_TOO_LONG);
        refused(() -> world.privacy.setCloseFriends(ada, many), RpcError.LIMIT_INVALID);

        assertThat(world.privacy.rules(ada, PrivacyKey.ABOUT)).containsExactly(PrivacyRule.of(Kind.ALLOW_ALL));
    }

    @Test
    void rulesOutliveARestart() {
        var rules = List.of(new PrivacyRule(Kind.ALLOW_USERS, List.of(stranger)), PrivacyRule.of(Kind.DISALLOW_ALL));
        world.privacy.setRules(by(ada), PrivacyKey.CHAT_INVITE, rules);
        world.close();

        world = AccountWorld.open(folder);

        assertThat(world.privacy.rules(ada, PrivacyKey.CHAT_INVITE)).isEqualTo(rules);
        assertThat(world.users.allows(PrivacyKey.CHAT_INVITE, ada, stranger)).isTrue();
        assertThat(world.users.allows(PrivacyKey.CHAT_INVITE, ada, friend)).isFalse();
    }

    @Test
    void aBirthdayIsADayThatWas() {
        refused(() -> world.profiles.setBirthday(by(ada), new Birthday(31, 4, null)), RpcError.BIRTHDAY_INVALID);
        refused(() -> world.profiles.setBirthday(by(ada), new Birthday(29, 2, 1985)), RpcError.BIRTHDAY_INVALID);
        refused(() -> world.profiles.setBirthday(by(ada), new Birthday(1, 13, null)), RpcError.BIRTHDAY_INVALID);
        refused(() -> world.profiles.setBirthday(by(ada), new Birthday(1, 1, 1899)), RpcError.BIRTHDAY_INVALID);
        refused(() -> world.profiles.setBirthday(by(ada), new Birthday(1, 1, 2050)), RpcError.BIRTHDAY_INVALID);

        world.profiles.setBirthday(by(ada), new Birthday(29, 2, null));

        assertThat(world.users.seenBy(contact, ada).birthday()).isEqualTo(new Birthday(29, 2, null));
        world.profiles.setBirthday(by(ada), null);
        assertThat(world.users.seenBy(contact, ada).birthday()).isNull();
    }

    private void set(PrivacyRule... rules) {
        world.privacy.setRules(by(ada), PrivacyKey.ABOUT, List.of(rules));
    }

    private Status statusFor(UserId viewer) {
        return world.users.seenBy(viewer, ada).status();
    }

    private PrivacyRule rule(String text) {
        String[] parts = text.split(":", -1);
        Kind kind = Kind.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT));
        return new PrivacyRule(kind, parts.length == 1 ? List.of() : List.of(viewer(parts[1])));
    }

    private UserId viewer(String name) {
        return switch (name) {
            case "stranger" -> stranger;
            case "contact" -> contact;
            case "friend" -> friend;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
