package chappe.world;

import chappe.wire.CodeSettings;
import chappe.wire.InputPeerUser;
import chappe.wire.InputPhoneContact;
import chappe.wire.Message;
import chappe.wire.UpdateMessageID;
import chappe.wire.UpdateNewMessage;
import chappe.wire.Updates;
import chappe.wire.User;
import chappe.wire.auth.Authorization;
import chappe.wire.auth.SendCode;
import chappe.wire.auth.SentCode;
import chappe.wire.auth.SignIn;
import chappe.wire.auth.SignUp;
import chappe.wire.contacts.ImportContacts;
import chappe.wire.messages.GetHistory;
import chappe.wire.messages.Messages;
import chappe.wire.messages.MessagesSlice;
import chappe.wire.messages.MessagesType;
import chappe.wire.messages.SendMessage;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/// One user who sends without end, one message after another, and remembers what the server acknowledged.
///
/// A call that the server's death leaves open is the client's to send again; it ends once the server is back. What is
/// remembered is guarded by `this`.
final class Talker {
    private static final int PAGE = 100;
    private static final int REPEAT_EVERY = 7;

    private final TestClient client;
    private final String name;
    private final List<Sent> acknowledged = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private volatile boolean isTalking = true;

    /// An acknowledged message.
    record Sent(long randomId, String text, int id, int pts) {}

    private Talker(TestClient client, String name) {
        this.client = client;
        this.name = name;
    }

    static Talker signUp(ServerProcess server, String phone, SecureRandom random) throws IOException {
        TestClient client = TestClient.connect(server.target(), random);
        var sent = (SentCode) client.call(new SendCode(phone, 1, "kill", new CodeSettings.Builder().build()));
        String hash = sent.phoneCodeHash();
        client.call(
                new SignIn.Builder(phone, hash).phoneCode(server.codeOf(phone)).build());
        var signedUp = (Authorization) client.call(new SignUp.Builder(phone, hash, "Talker", phone).build());
        client.loggedIn((User) signedUp.user());
        return new Talker(client, phone);
    }

    TestClient client() {
        return client;
    }

    /// The other one, as this one may name them.
    InputPeerUser find(String phone) {
        var contact = new InputPhoneContact.Builder(1, phone, "Other", "").build();
        var found =
                (User) client.call(new ImportContacts(List.of(contact))).users().getFirst();
        Long hash = found.accessHash();
        return new InputPeerUser(found.id(), hash == null ? 0 : hash);
    }

    /// Talks until told to stop.
    void talkTo(InputPeerUser other, long firstRandomId) {
        for (long next = firstRandomId; isTalking; next++) {
            Sent sent = send(other, next, name + " says " + next);
            synchronized (this) {
                acknowledged.add(sent);
            }
            if (next % REPEAT_EVERY == 0) repeatEarlier(other, next);
        }
    }

    void stop() {
        isTalking = false;
    }

    synchronized List<Sent> acknowledged() {
        return List.copyOf(acknowledged);
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /// Sends a message again under its random_id, which must give the first answer.
    void repeat(InputPeerUser other, Sent first) {
        Sent again = send(other, first.randomId, "another text");
        if (again.id == first.id && again.text.equals(first.text)) return;
        synchronized (this) {
            faults.add("random_id " + first.randomId + " first gave " + first + ", then " + again);
        }
    }

    /// All messages with the other one, oldest first.
    List<Message> history(InputPeerUser other) {
        List<Message> all = new ArrayList<>();
        int offset = 0;
        while (true) {
            MessagesType page = client.call(new GetHistory(other, offset, 0, 0, PAGE, 0, 0, 0));
            List<Message> messages = (switch (page) {
                        case MessagesSlice slice -> slice.messages();
                        case Messages whole -> whole.messages();
                        default -> throw new AssertionError(page);
                    })
                    .stream().map(Message.class::cast).toList();
            if (messages.isEmpty()) return all.reversed();
            all.addAll(messages);
            offset = messages.getLast().id();
        }
    }

    private void repeatEarlier(InputPeerUser other, long next) {
        List<Sent> before = acknowledged();
        repeat(other, before.get((int) (next % before.size())));
    }

    private Sent send(InputPeerUser other, long randomId, String text) {
        var answer = (Updates) client.call(new SendMessage.Builder(other, text, randomId).build());
        UpdateMessageID named = only(answer, UpdateMessageID.class);
        UpdateNewMessage made = only(answer, UpdateNewMessage.class);
        return new Sent(named.randomId(), ((Message) made.message()).message(), named.id(), made.pts());
    }

    private static <T> T only(Updates answer, Class<T> kind) {
        return answer.updates().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((_, _) -> {
                    throw new AssertionError("two of " + kind + " in " + answer);
                })
                .orElseThrow(() -> new AssertionError("no " + kind + " in " + answer));
    }
}
