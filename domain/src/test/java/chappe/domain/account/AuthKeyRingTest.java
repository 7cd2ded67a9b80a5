package chappe.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.domain.account.AuthKeyRing.StoredKey;
import chappe.store.Partition;
import chappe.store.record.AccountAuthorization;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuthKeyRingTest {
    private static final AuthKeyId PERM = new AuthKeyId(0x1122334455667788L);
    private static final AuthKeyId TEMP = new AuthKeyId(-5);
    private static final Instant EXPIRES = AccountWorld.START.plus(Duration.ofDays(1));

    @TempDir
    Path folder;

    private AccountWorld world;

    @BeforeEach
    void open() {
        world = AccountWorld.open(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aKeyIsFoundAsItWasAdded() {
        boolean added = world.keys.add(PERM, value(1), 3, null);

        StoredKey found = get(PERM);

        assertThat(added).isTrue();
        assertThat(found.value()).isEqualTo(value(1));
        assertThat(found.dc()).isEqualTo(3);
        assertThat(found.expires()).isNull();
        assertThat(found.boundTo()).isNull();
        assertThat(found.layer()).isZero();
    }

    @Test
    void anIdIsGivenOnce() {
        world.keys.add(PERM, value(1), 3, null);

        boolean added = world.keys.add(PERM, value(2), 3, null);

        assertThat(added).isFalse();
        assertThat(get(PERM).value()).isEqualTo(value(1));
    }

    @Test
    void aKeyLiesSealedInTheStoreAndOnlyInItsOwnRow() {
        world.keys.add(PERM, value(1), 3, null);
        world.keys.add(TEMP, value(2), 3, null);

        byte[] stored =
                world.store.read(Partition.authKey(PERM), Rows.SEALED::get).sealed();
        world.store.write(Partition.authKey(TEMP), change -> {
            Rows.SEALED.put(change, world.store.read(Partition.authKey(PERM), Rows.SEALED::get));
            return true;
        });

        assertThat(Arrays.equals(Arrays.copyOf(stored, 256), value(1))).isFalse();
        assertThatThrownBy(() -> world.keys.find(TEMP)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTemporaryKeyHasThePermanentOnesLayer() {
        world.keys.add(PERM, value(1), 3, null);
        world.keys.add(TEMP, value(2), 3, EXPIRES);
        world.keys.bind(TEMP, PERM, EXPIRES);

        world.keys.rememberLayer(PERM, 198);

        StoredKey temp = get(TEMP);
        assertThat(temp.boundTo()).isEqualTo(PERM);
        assertThat(temp.layer()).isEqualTo(198);
        assertThat(temp.expires()).isEqualTo(EXPIRES);
        assertThat(temp.value()).isEqualTo(value(2));
    }

    @Test
    void aTemporaryKeyIsGoneAtItsTimeAndThenDestroyed() {
        world.keys.add(TEMP, value(2), 3, EXPIRES);
        world.keys.expire(TEMP);
        StoredKey early = world.keys.find(TEMP);

        world.clock.set(EXPIRES);
        StoredKey expired = world.keys.find(TEMP);
        boolean due = world.store.due(EXPIRES, 10).contains(Partition.authKey(TEMP));
        world.keys.expire(TEMP);

        assertThat(early).isNotNull();
        assertThat(expired).isNull();
        assertThat(due).isTrue();
        assertThat(world.store.read(Partition.authKey(TEMP), Rows.SEALED::find)).isNull();
        assertThat(world.store.due(EXPIRES, 10)).isEmpty();
    }

    @Test
    void aTemporaryKeyDiesWithItsPermanentOne() {
        world.keys.add(PERM, value(1), 3, null);
        world.keys.add(TEMP, value(2), 3, EXPIRES);
        world.keys.bind(TEMP, PERM, EXPIRES);

        boolean destroyed = world.keys.destroy(PERM);

        assertThat(destroyed).isTrue();
        assertThat(world.keys.find(TEMP)).isNull();
        assertThat(world.keys.destroy(PERM)).isFalse();
    }

    @Test
    void destroyingAKeyEndsItsLogin() {
        UserId ada = world.signUp("+9996610001", "Ada", "");
        AuthKeyId key = new AuthKeyId(1);

        world.keys.destroy(key);
        world.settle();

        assertThat(world.keys.loginOf(key)).isNull();
        assertThat(world.logins(ada)).isEmpty();
    }

    @Test
    void aSecondUserUnderAKeyEndsTheFirstOnesLogin() {
        UserId ada = world.signUp("+9996610001", "Ada", "");
        UserId bob = world.signUp("+9996610002", "Bob", "");
        AuthKeyId adasKey = new AuthKeyId(1);

        world.keys.login(adasKey, bob, AccountWorld.client("192.0.2.1"));
        world.settle();

        assertThat(world.keys.loginOf(adasKey)).isEqualTo(bob);
        assertThat(world.logins(ada)).isEmpty();
        assertThat(world.logins(bob))
                .extracting(AccountAuthorization::authKeyId)
                .containsExactly(1L, 2L);
    }

    @Test
    void aKeyDoesNotShowItsBytes() {
        world.keys.add(PERM, value(1), 3, null);

        assertThat(get(PERM)).hasToString("StoredKey[1122334455667788]");
    }

    private StoredKey get(AuthKeyId id) {
        return Objects.requireNonNull(world.keys.find(id));
    }

    private static byte[] value(int fill) {
        byte[] value = new byte[256];
        Arrays.fill(value, (byte) fill);
        return value;
    }
}
