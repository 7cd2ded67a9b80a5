package chappe.domain.account;

import static chappe.domain.account.AccountWorld.by;
import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.ProfileChanges.Parts;
import chappe.store.record.AccountProfile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UsersTest {
    private static final UserId NOBODY = new UserId(5);

    @TempDir
    Path folder;

    private AccountWorld world;
    private UserId ada;
    private UserId bob;

    @BeforeEach
    void open() {
        world = AccountWorld.open(folder);
        ada = world.signUp("+9996610001", "Ada", "Lovelace");
        bob = world.signUp("+9996610002", "Bob", "");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anAccessHashServesWhomItWasGivenToOnly() {
        UserId eve = world.signUp("+9996610003", "Eve", "");
        long bobsForAda = world.users.accessHash(bob, ada);

        assertThat(world.users.mayName(bob, ada, bobsForAda)).isTrue();
        assertThat(world.users.mayName(eve, ada, bobsForAda)).isFalse();
        assertThat(world.users.mayName(bob, eve, bobsForAda)).isFalse();
        assertThat(world.users.mayName(bob, ada, bobsForAda ^ 1)).isFalse();
        assertThat(world.users.mayName(bob, ada, 0)).isFalse();
        assertThat(world.users.mayName(ada, bob, bobsForAda)).isFalse();
    }

    @Test
    void whoChangesANameSeesTheChangeAtOnceHoweverOftenItWasReadBefore() {
        for (int i = 0; i < 50; i++) {
            String name = "Ada " + i;

            world.profiles.update(by(ada), new Parts(name, null, null));

            assertThat(world.users.seenBy(bob, ada).firstName()).isEqualTo(name);
            assertThat(world.users.seenBy(bob, ada).firstName()).isEqualTo(name);
        }
    }

    @Test
    void peopleAreSeenOnceInTheOrderAskedFor() {
        List<SeenUser> seen = world.users.seenBy(ada, List.of(bob, NOBODY, ada, bob));

        assertThat(seen).extracting(SeenUser::id).containsExactly(bob, NOBODY, ada);
        assertThat(seen.get(0).isSelf()).isFalse();
        assertThat(seen.get(1).profile()).isNull();
        assertThat(seen.get(2).isSelf()).isTrue();
        assertThat(seen.get(2).phone()).isEqualTo(new Phone(9996610001L));
    }

    @Test
    void whoDoesNotExistIsNoUser() {
        assertThat(world.users.find(NOBODY)).isNull();
        refused(() -> world.users.get(NOBODY), RpcError.USER_ID_INVALID);
        assertThat(world.users.readAll(List.of(ada, NOBODY))).containsOnlyKeys(ada);
    }

    @Test
    void aProfileChangesInTheGivenParts() {
        world.profiles.update(by(ada), new Parts(null, "King", " counts "));
        world.profiles.update(by(ada), new Parts("Augusta", null, null));

        AccountProfile profile = world.users.get(ada);
        assertThat(profile.firstName()).isEqualTo("Augusta");
        assertThat(profile.lastName()).isEqualTo("King");
        assertThat(profile.about()).isEqualTo("counts");
        assertThat(profile.phone()).isEqualTo(9996610001L);
    }

    @Test
    void namesAndAboutHaveTheirLimits() {
        refused(() -> world.profiles.update(by(ada), new Parts(" ", null, null)), RpcError.FIRSTNAME_INVALID);
        refused(() -> world.profiles.update(by(ada), new Parts("\u202e", null, null)), RpcError.FIRSTNAME_INVALID);
        refused(
                () -> world.profiles.update(by(ada), new Parts("x".repeat(65), null, null)),
                RpcError.FIRSTNAME_INVALID);
        refused(() -> world.profiles.update(by(ada), new Parts(null, "x".repeat(65), null)), RpcError.LASTNAME_INVALID);
        refused(() -> world.profiles.update(by(ada), new Parts(null, null, "x".repeat(71))), RpcError.ABOUT_TOO_LONG);

        world.profiles.update(by(ada), new Parts("😀".repeat(64), "", "😀".repeat(70)));

        assertThat(world.users.get(ada).firstName()).isEqualTo("😀".repeat(64));
    }
}
