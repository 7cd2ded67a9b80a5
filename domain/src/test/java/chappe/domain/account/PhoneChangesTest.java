package chappe.domain.account;

import static chappe.domain.account.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.SignIns.Login;
import chappe.domain.account.SignIns.Outcome;
import chappe.store.Partition;
import chappe.store.record.PhoneOwner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhoneChangesTest {
    private static final String OLD = "+9996610001";
    private static final String NEW = "+9996610002";
    private static final String BOB = "+9996620001";

    @TempDir
    Path folder;

    private AccountWorld world;
    private UserId ada;
    private Login login;

    @BeforeEach
    void open() {
        world = AccountWorld.open(folder);
        ada = world.signUp(OLD, "Ada", "");
        login = world.login(NEW, new AuthKeyId(1));
        world.clock.advance(Duration.ofHours(25));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theAccountMovesToTheNewNumberAndFreesTheOldOne() {
        change();

        assertThat(world.users.get(ada).phone()).isEqualTo(9_996_610_002L);
        assertThat(world.users.get(ada).firstName()).isEqualTo("Ada");
        assertThat(world.signIn(NEW, world.key())).isEqualTo(new Outcome.SignedIn(ada));
        assertThat(owner(OLD)).isNull();
        assertThat(world.signIn(OLD, world.key())).isEqualTo(new Outcome.SignUpRequired());
        UserId eve = world.signUp(OLD, "Eve", "");
        assertThat(eve).isNotEqualTo(ada);
        assertThat(world.users.get(ada).phone()).isEqualTo(9_996_610_002L);
    }

    @Test
    void whoKnewTheOldNumberKnowsTheNewOne() {
        UserId bob = world.signUp(BOB, "Bob", "");
        UserId carol = world.signUp("+9996620002", "Carol", "");
        world.contacts.add(AccountWorld.by(bob), ada, new ContactName("Ada", ""), world.numbers.get(OLD), false);
        world.contacts.add(AccountWorld.by(carol), ada, new ContactName("Ada", ""), null, false);
        world.settle();

        change();

        assertThat(world.users.seenBy(bob, ada).phone()).isEqualTo(world.numbers.get(NEW));
        assertThat(world.users.seenBy(carol, ada).phone()).isNull();
    }

    @Test
    void aNumberThatSomebodyHasIsNotTaken() {
        String hash = world.phones.send(ada, login).phoneCodeHash();
        UserId bob = world.signUp(NEW, "Bob", "");
        String code = world.sent.last(login.phone());

        refused(() -> world.phones.send(ada, login), RpcError.PHONE_NUMBER_OCCUPIED);
        refused(() -> world.phones.change(ada, login, hash, code), RpcError.PHONE_CODE_INVALID);
        assertThat(world.users.get(ada).phone()).isEqualTo(9_996_610_001L);
        assertThat(world.users.get(bob).phone()).isEqualTo(9_996_610_002L);
    }

    @Test
    void whoWasFasterKeepsTheNumber() {
        String hash = world.phones.send(ada, login).phoneCodeHash();
        String code = world.sent.last(login.phone());
        UserId bob = world.signUp(NEW, "Bob", "");

        refused(() -> world.phones.change(ada, login, hash, code), RpcError.PHONE_NUMBER_OCCUPIED);
        world.settle();

        assertThat(world.users.get(bob).phone()).isEqualTo(9_996_610_002L);
        assertThat(owner(OLD)).isNotNull();
    }

    @Test
    void aFreshLoginMovesNothing() {
        AuthKeyId fresh = world.key();
        world.signIn(OLD, fresh);
        world.settle();

        refused(() -> world.phones.send(ada, world.login(NEW, fresh)), RpcError.FRESH_CHANGE_PHONE_FORBIDDEN);
    }

    @Test
    void onlyTheRightCodeMovesTheAccount() {
        String hash = world.phones.send(ada, login).phoneCodeHash();

        refused(
                () -> world.phones.change(ada, login, hash, world.sent.wrong(login.phone())),
                RpcError.PHONE_CODE_INVALID);
        refused(
                () -> world.phones.change(ada, login, "none", world.sent.last(login.phone())),
                RpcError.PHONE_CODE_EXPIRED);
        assertThat(world.users.get(ada).phone()).isEqualTo(9_996_610_001L);

        world.phones.change(ada, login, hash, world.sent.last(login.phone()));
        assertThat(world.users.get(ada).phone()).isEqualTo(9_996_610_002L);
        refused(
                () -> world.phones.change(ada, login, hash, world.sent.last(login.phone())),
                RpcError.PHONE_CODE_EXPIRED);
    }

    @Test
    void aClaimForAnAccountThatIsGoneIsReleased() {
        String hash = world.phones.send(ada, login).phoneCodeHash();
        String code = world.sent.last(login.phone());
        world.store.write(Partition.account(ada), change -> {
            Rows.PROFILE.delete(change);
            return true;
        });

        refused(() -> world.phones.change(ada, login, hash, code), RpcError.AUTH_RESTART);
        world.settle();

        assertThat(owner(NEW)).isNull();
    }

    private void change() {
        String hash = world.phones.send(ada, login).phoneCodeHash();
        world.phones.change(ada, login, hash, world.sent.last(login.phone()));
        world.settle();
    }

    private @Nullable PhoneOwner owner(String phone) {
        Partition partition = LoginCodes.partition(Objects.requireNonNull(world.numbers.get(phone)));
        return world.store.read(partition, PhoneClaims::ownerIn);
    }
}
