package chappe.domain.account;

import static chappe.domain.account.AccountWorld.by;
import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.ContactImport.Entry;
import chappe.domain.account.ContactImport.Imported;
import chappe.domain.account.ContactImport.Link;
import chappe.domain.account.ContactImport.Popular;
import chappe.domain.account.Contacts.Contact;
import chappe.domain.account.PrivacyRule.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContactsTest {
    private static final String ADA = "+9996610001";
    private static final String BOB = "+9996610002";
    private static final String EVE = "+9996610003";

    @TempDir
    Path folder;

    private AccountWorld world;
    private UserId ada;
    private UserId bob;

    @BeforeEach
    void open() {
        world = AccountWorld.open(folder);
        ada = world.signUp(ADA, "Ada", "Lovelace");
        bob = world.signUp(BOB, "Bob", "");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anImportFindsWhoIsThereAndKeepsTheRest() {
        Imported imported = importFor(ada, entry(1, BOB, "Bobby"), entry(2, EVE, "Evi"), entry(3, "no number", "X"));

        assertThat(imported.links()).containsExactly(new Link(1, bob));
        assertThat(imported.popular()).isEmpty();
        assertThat(imported.retry()).isEmpty();
        assertThat(world.contacts.list(ada).contacts()).containsExactly(new Contact(bob, false));
        assertThat(world.contacts.list(ada).savedCount()).isEqualTo(2);
    }

    @Test
    void anAwaitedNumberBecomesAContactWhenItsOwnerSignsUp() {
        importFor(ada, entry(2, EVE, "Evi"));

        UserId eve = world.signUp(EVE, "Eve", "Online");
        world.settle();

        assertThat(world.contacts.list(ada).contacts()).containsExactly(new Contact(eve, false));
        assertThat(world.contacts.list(ada).savedCount()).isEqualTo(1);
        assertThat(world.users.seenBy(ada, eve).firstName()).isEqualTo("Evi");
        assertThat(world.users.seenBy(eve, ada).hasViewer()).isTrue();
    }

    @Test
    void aNumberThatIsTakenBackIsNotAwaited() {
        importFor(ada, entry(2, EVE, "Evi"));
        world.contacts.removeByPhones(by(ada), List.of(world.numbers.get(EVE)));
        world.settle();

        world.signUp(EVE, "Eve", "");
        world.settle();

        assertThat(world.contacts.list(ada).contacts()).isEmpty();
        assertThat(world.contacts.list(ada).savedCount()).isZero();
    }

    @Test
    void anImportSaysHowManyOthersAwaitANumber() {
        importFor(ada, entry(2, EVE, "Evi"));

        Imported imported = importFor(bob, entry(9, EVE, "Eve"));

        assertThat(imported.popular()).containsExactly(new Popular(9, 1));
    }

    @Test
    void aRepeatedImportChangesNamesAndNothingElse() {
        importFor(ada, entry(1, BOB, "Bobby"), entry(2, EVE, "Evi"));

        importFor(ada, entry(1, BOB, "Robert"), entry(2, EVE, "Eva"));

        assertThat(world.contacts.list(ada).savedCount()).isEqualTo(2);
        assertThat(world.users.seenBy(ada, bob).firstName()).isEqualTo("Robert");
    }

    @Test
    void anEntryThatComesTwiceIsAnsweredTwiceAndKeptOnce() {
        Imported imported = importFor(ada, entry(1, BOB, "Bobby"), entry(2, "99966 1 0002", "Robert"));

        assertThat(imported.links()).containsExactly(new Link(1, bob), new Link(2, bob));
        assertThat(world.contacts.list(ada).savedCount()).isEqualTo(1);
        assertThat(world.users.seenBy(ada, bob).firstName()).isEqualTo("Robert");
    }

    @Test
    void oneselfIsFoundButNoContact() {
        Imported imported = importFor(ada, entry(1, ADA, "Me"));

        assertThat(imported.links()).containsExactly(new Link(1, ada));
        assertThat(world.contacts.list(ada).contacts()).isEmpty();
    }

    @Test
    void contactsAreMutualWhenBothSay() {
        importFor(ada, entry(1, BOB, "Bobby"));
        importFor(bob, entry(1, ADA, "Addie"));

        assertThat(world.contacts.list(ada).contacts()).containsExactly(new Contact(bob, true));
        assertThat(world.contacts.list(bob).contacts()).containsExactly(new Contact(ada, true));

        world.contacts.remove(by(bob), List.of(ada));
        world.settle();

        assertThat(world.contacts.list(ada).contacts()).containsExactly(new Contact(bob, false));
        assertThat(world.users.seenBy(ada, bob).isMutualContact()).isFalse();
    }

    @Test
    void aContactsNameIsTheViewersOwnAffair() {
        world.contacts.add(by(ada), bob, new ContactName(" Boss ", ""), null, false);

        assertThat(world.users.seenBy(ada, bob).firstName()).isEqualTo("Boss");
        assertThat(world.users.seenBy(bob, bob).firstName()).isEqualTo("Bob");
        world.contacts.remove(by(ada), List.of(bob));
        assertThat(world.users.seenBy(ada, bob).firstName()).isEqualTo("Bob");
    }

    @Test
    void aNumberIsSeenByTheOwnersContactsAndByWhoHasItInTheAddressBook() {
        UserId eve = world.signUp(EVE, "Eve", "");
        assertThat(world.users.seenBy(bob, ada).phone()).isNull();

        world.contacts.add(by(ada), bob, new ContactName("Bob", ""), null, false);
        importFor(eve, entry(1, ADA, "Ada"));

        assertThat(world.users.seenBy(bob, ada).phone()).isEqualTo(world.numbers.get(ADA));
        assertThat(world.users.seenBy(ada, bob).phone()).isNull();
        assertThat(world.users.seenBy(eve, ada).phone()).isEqualTo(world.numbers.get(ADA));
    }

    @Test
    void aNumberIsSharedWithOneContactWhateverTheRulesSayOfOthers() {
        UserId eve = world.signUp(EVE, "Eve", "");
        world.privacy.setRules(by(ada), PrivacyKey.PHONE_NUMBER, List.of(PrivacyRule.of(Kind.DISALLOW_ALL)));
        world.contacts.add(by(ada), eve, new ContactName("Eve", ""), null, false);

        world.contacts.add(by(ada), bob, new ContactName("Bob", ""), null, true);
        world.settle();

        assertThat(world.users.seenBy(bob, ada).phone()).isEqualTo(world.numbers.get(ADA));
        assertThat(world.users.seenBy(eve, ada).phone()).isNull();
        assertThat(world.privacy.rules(ada, PrivacyKey.PHONE_NUMBER))
                .containsExactly(new PrivacyRule(Kind.ALLOW_USERS, List.of(bob)), PrivacyRule.of(Kind.DISALLOW_ALL));
        world.contacts.sharePhone(by(ada), eve);
        assertThat(world.users.seenBy(eve, ada).phone()).isEqualTo(world.numbers.get(ADA));
        refused(() -> world.contacts.sharePhone(by(bob), ada), RpcError.CONTACT_REQ_MISSING);
    }

    @Test
    void whoHidesFromThoseWhoHaveTheNumberIsNotFoundByIt() {
        world.privacy.setRules(
                by(bob),
                PrivacyKey.ADDED_BY_PHONE,
                List.of(PrivacyRule.of(Kind.ALLOW_CONTACTS), PrivacyRule.of(Kind.DISALLOW_ALL)));

        Imported hidden = importFor(ada, entry(1, BOB, "Bobby"));

        assertThat(hidden.links()).isEmpty();
        assertThat(world.contacts.list(ada).contacts()).isEmpty();
        assertThat(world.contacts.list(ada).savedCount()).isEqualTo(1);
        assertThat(world.imports.findByPhone(ada, BOB)).isNull();
        refused(() -> world.imports.resolve(ada, BOB), RpcError.PHONE_NOT_OCCUPIED);
        world.contacts.add(by(bob), ada, new ContactName("Ada", ""), null, false);
        world.settle();
        assertThat(world.imports.resolve(ada, BOB)).isEqualTo(bob);
        assertThat(importFor(ada, entry(1, BOB, "Bobby")).links()).containsExactly(new Link(1, bob));
    }

    @Test
    void aContactNeedsANameAndIsSomebodyElse() {
        refused(
                () -> world.contacts.add(by(ada), ada, new ContactName("Me", ""), null, false),
                RpcError.CONTACT_ID_INVALID);
        refused(
                () -> world.contacts.add(by(ada), bob, new ContactName(" ", "\n"), null, false),
                RpcError.CONTACT_NAME_EMPTY);
    }

    @Test
    void contactsAreRemovedByTheNumberTheyWereSavedWith() {
        importFor(ada, entry(1, BOB, "Bobby"));

        world.contacts.removeByPhones(by(ada), List.of(world.numbers.get(BOB), world.numbers.get(EVE)));

        assertThat(world.contacts.list(ada).contacts()).isEmpty();
    }

    @Test
    void aNumberLeadsToItsOwner() {
        assertThat(world.imports.resolve(ada, BOB)).isEqualTo(bob);
        refused(() -> world.imports.resolve(ada, EVE), RpcError.PHONE_NOT_OCCUPIED);
        refused(() -> world.imports.resolve(ada, "12"), RpcError.PHONE_NUMBER_INVALID);
    }

    @Test
    void theSearchFindsWordsThatBeginSo() {
        UserId eve = world.signUp(EVE, "Eve", "");
        world.contacts.add(by(ada), bob, new ContactName("Jürgen", "von der Öhe"), null, false);
        world.contacts.add(by(ada), eve, new ContactName("Jutta", "Ohm"), null, false);

        assertThat(world.contacts.search(ada, "ju oh", 10)).containsExactlyInAnyOrder(bob, eve);
        assertThat(world.contacts.search(ada, "JÜRGEN", 10)).containsExactly(bob);
        assertThat(world.contacts.search(ada, "ju oh", 1)).hasSize(1);
        assertThat(world.contacts.search(ada, "rgen", 10)).isEmpty();
        assertThat(world.contacts.search(bob, "ju", 10)).isEmpty();
        refused(() -> world.contacts.search(ada, " ?! ", 10), RpcError.SEARCH_QUERY_EMPTY);
    }

    @Test
    void theHashFollowsTheListAndIsTheDocumentedOne() {
        long empty = world.contacts.list(ada).hash();
        importFor(ada, entry(1, BOB, "Bobby"));

        long one = world.contacts.list(ada).hash();

        // https://core.telegram.org/api/offsets#hash-generation over (saved_count = 1, bob's id), unsigned
        long expected = 1;
        expected ^= expected >>> 21;
        expected ^= expected << 35;
        expected ^= expected >>> 4;
        assertThat(empty).isZero();
        assertThat(one).isEqualTo(expected + bob.value());
    }

    @Test
    void anImportTakesSoManyNumbersAtOnce() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < Limits.CONTACTS_IMPORT_MAX + 3; i++) entries.add(entry(i, "99966" + (20_000 + i), "N" + i));

        Imported imported = world.imports.importAll(by(ada), entries);

        assertThat(imported.retry()).containsExactly(500L, 501L, 502L);
        assertThat(world.contacts.list(ada).savedCount()).isEqualTo(Limits.CONTACTS_IMPORT_MAX);
    }

    @Test
    void anAccountAsksForSoManyNewNumbersADayAndKnownOnesAreFree() {
        for (int batch = 0; batch < 10; batch++) {
            int first = 20_000 + batch * 500;
            List<Entry> entries = IntStream.range(first, first + 500)
                    .mapToObj(i -> entry(i, "99966" + i, ""))
                    .toList();
            assertThat(world.imports.importAll(by(ada), entries).retry()).isEmpty();
        }

        refused(() -> world.imports.resolve(ada, BOB), RpcError.FLOOD_WAIT_X);
        assertThat(importFor(ada, entry(20_001, "9996620001", "known")).retry()).isEmpty();
        assertThat(importFor(ada, entry(20_001, "9996620001", ""), entry(7, BOB, "new"))
                        .retry())
                .containsExactly(7L);
        world.clock.advance(Duration.ofDays(1));
        assertThat(world.imports.resolve(ada, BOB)).isEqualTo(bob);
    }

    private Imported importFor(UserId owner, Entry... entries) {
        Imported imported = world.imports.importAll(by(owner), List.of(entries));
        world.settle();
        return imported;
    }

    private static Entry entry(long clientId, String phone, String firstName) {
        return new Entry(clientId, phone, firstName, "");
    }
}
