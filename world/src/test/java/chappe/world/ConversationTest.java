package chappe.world;

import static chappe.world.Expected.newMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.mtproto.transport.ClientTransport;
import chappe.mtproto.transport.Framing;
import chappe.wire.InputPeer;
import chappe.wire.InputPeerUser;
import chappe.wire.InputPhoneContact;
import chappe.wire.NearestDc;
import chappe.wire.UpdateMessageID;
import chappe.wire.Updates;
import chappe.wire.UpdatesTooLong;
import chappe.wire.User;
import chappe.wire.contacts.ImportContacts;
import chappe.wire.help.GetNearestDc;
import chappe.wire.messages.SendMessage;
import chappe.wire.updates.GetState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Users talk to each other through the real server, over real sockets; each time in another layer.
@ParameterizedClass
@ValueSource(ints = {144, 198, 227})
class ConversationTest {
    @Parameter
    private int layer;

    @TempDir
    static Path data;

    private static World world;
    private static int phones;

    @BeforeAll
    static void start() {
        world = World.start(data);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void speak() {
        world.layer(layer);
    }

    @Test
    void whatOneSendsTheOtherReceives() {
        TestClient alice = world.signIn(newPhone());
        String phone = newPhone();
        TestClient bob = world.signIn(phone);
        alice.call(new GetState());
        bob.call(new GetState());
        bob.receives(Expected.any(UpdatesTooLong.class));

        alice.call(message(peer(alice, phone), "hi", 1));

        bob.receives(newMessage(alice, "hi"));
        world.settle();
        bob.receivesNothingElse();
    }

    @Test
    void aRepeatedRandomIdIsSentOnce() {
        TestClient alice = world.signIn(newPhone());
        String phone = newPhone();
        TestClient bob = world.signIn(phone);
        bob.call(new GetState());
        bob.receives(Expected.any(UpdatesTooLong.class));
        InputPeer toBob = peer(alice, phone);

        var first = (Updates) alice.call(message(toBob, "hi", 42));
        var again = (Updates) alice.call(message(toBob, "hi", 42));

        assertThat(ids(again)).isEqualTo(ids(first));
        bob.receives(newMessage(alice, "hi"));
        world.settle();
        bob.receivesNothingElse();
    }

    @Test
    void whatCameWhileTheLineWasDownComesAfterwards() {
        TestClient alice = world.signIn(newPhone());
        String phone = newPhone();
        TestClient bob = world.signIn(phone);
        bob.call(new GetState());
        bob.receives(Expected.any(UpdatesTooLong.class));
        InputPeer toBob = peer(alice, phone);
        bob.ping(); // acknowledges what came so far
        bob.disconnect();
        for (int i = 0; i < 5; i++) alice.call(message(toBob, "m" + i, 100 + i));
        world.settle();

        bob.reconnect();
        bob.ping();

        for (int i = 0; i < 5; i++) bob.receives(newMessage(alice, "m" + i));
        bob.receivesNothingElse();
    }

    @Test
    void aCallIsAnsweredAfterTheLineBroke() {
        TestClient alice = world.signIn(newPhone());
        alice.call(new GetState());

        alice.disconnect();
        alice.reconnect();

        assertThat(alice.call(new GetNearestDc()).thisDc()).isEqualTo(2);
    }

    @Test
    void aTemporaryKeyActsForThePermanentOne() {
        TestClient client = world.connectWithTemporaryKey();

        world.signIn(client, newPhone());

        assertThat(client.call(new GetState()).pts()).isPositive();
    }

    @Test
    void withoutALoginThereIsNoState() {
        TestClient client = world.connect();

        assertThatThrownBy(() -> client.call(new GetState()))
                .isInstanceOfSatisfying(
                        RpcFault.class, fault -> assertThat(fault.error()).isEqualTo("AUTH_KEY_UNREGISTERED"));
    }

    @ParameterizedTest
    @EnumSource
    void everyFramingCarriesCalls(Framing framing) {
        world.transport(ClientTransport.Style.plain(framing));
        TestClient client = world.connect();
        world.transport(ClientTransport.Style.webSocket(Framing.ABRIDGED, 4));
        TestClient inBrowser = world.connect();

        NearestDc dc = client.call(new GetNearestDc());

        assertThat(dc.nearestDc()).isEqualTo(dc.thisDc());
        assertThat(inBrowser.call(new GetNearestDc()).nearestDc()).isPositive();
    }

    private static String newPhone() {
        return "+99966%05d".formatted(++phones);
    }

    private static SendMessage message(InputPeer to, String text, long randomId) {
        return new SendMessage.Builder(to, text, randomId).build();
    }

    private static InputPeer peer(TestClient of, String phone) {
        var contact = new InputPhoneContact.Builder(1, phone, "Contact", "").build();
        var user = (User) of.call(new ImportContacts(List.of(contact))).users().getFirst();
        Long hash = user.accessHash();
        return new InputPeerUser(user.id(), hash == null ? 0 : hash);
    }

    private static List<Integer> ids(Updates updates) {
        return updates.updates().stream()
                .filter(UpdateMessageID.class::isInstance)
                .map(each -> ((UpdateMessageID) each).id())
                .toList();
    }
}
