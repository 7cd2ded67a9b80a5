package chappe.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.domain.account.ContactName;
import chappe.domain.box.Actor;
import chappe.wire.UpdateUserStatus;
import chappe.wire.Updates;
import chappe.wire.User;
import chappe.wire.UserStatusOffline;
import chappe.wire.UserStatusOnline;
import chappe.wire.contacts.Block;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnlineNoticesTest {
    private static final AuthKeyId PHONE = new AuthKeyId(11);

    @TempDir
    Path folder;

    private Town town;
    private UserId aliceId;
    private UserId bobId;

    @BeforeEach
    void open() {
        town = new Town(folder);
        aliceId = town.settle(1, "Alice");
        bobId = town.settle(2, "Bob");
        town.contacts.add(new Actor(bobId, new AuthKeyId(9)), aliceId, new ContactName("Al", ""), null, false);
        town.deliver();
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void whoHasOneAsAContactHearsThatOneComesAndGoes() {
        Session bob = town.online(bobId);
        Session carol = town.online(town.settle(3, "Carol"));
        bob.pushes();
        carol.pushes();
        int now = (int) town.clock.instant().getEpochSecond();

        town.presence.update(aliceId, PHONE, false);
        Updates came = (Updates) bob.pushes().getFirst();
        town.presence.update(aliceId, PHONE, true);

        assertThat(came.updates()).containsExactly(new UpdateUserStatus(1, new UserStatusOnline(now + 300)));
        assertThat(((User) came.users().getFirst()).firstName()).isEqualTo("Al");
        assertThat(bob.updates()).containsExactly(new UpdateUserStatus(1, new UserStatusOffline(now)));
        assertThat(carol.pushes()).isEmpty();
    }

    @Test
    void whoIsBlockedHearsNothing() {
        Session alice = town.online(aliceId);
        Session bob = town.online(bobId);
        alice.call(new Block.Builder(alice.to(bobId)).build());
        bob.pushes();

        town.presence.update(aliceId, PHONE, false);

        assertThat(bob.pushes()).isEmpty();
    }
}
