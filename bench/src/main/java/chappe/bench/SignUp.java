package chappe.bench;

import chappe.wire.CodeSettings;
import chappe.wire.InputContact;
import chappe.wire.InputPeer;
import chappe.wire.InputPeerEmpty;
import chappe.wire.InputPeerSelf;
import chappe.wire.InputPeerUser;
import chappe.wire.InputPhoneContact;
import chappe.wire.User;
import chappe.wire.auth.AuthorizationSignUpRequired;
import chappe.wire.auth.SendCode;
import chappe.wire.auth.SentCode;
import chappe.wire.auth.SignIn;
import chappe.wire.contacts.ImportContacts;
import chappe.wire.contacts.ImportedContacts;
import chappe.wire.help.GetConfig;
import chappe.wire.messages.GetDialogs;
import chappe.wire.messages.SendMessage;
import chappe.world.TestClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Signs new people up one after the other, each as an app does it that was just installed on a phone: from the first
/// packet to the first message. Thread-safe.
final class SignUp {

    /// What a phone does, in its order.
    enum Step {
        KEY,
        CONFIG,
        SEND_CODE,
        SIGN_IN,
        SIGN_UP,
        CONTACTS,
        DIALOGS,
        MESSAGE
    }

    private static final int BOOK_SIZE = 50;
    private static final int DIALOGS_SIZE = 20;

    /// Half of an address book are people among the last so many who signed up, half among the next so many.
    private static final int CIRCLE = 10_000;

    private final People people;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile Map<Step, Samples> steps = fresh();

    SignUp(People people) {
        this.people = people;
    }

    Samples of(Step step) {
        return Objects.requireNonNull(steps.get(step));
    }

    /// Forgets how long the steps took so far.
    void forget() {
        steps = fresh();
    }

    private static Map<Step, Samples> fresh() {
        return Stream.of(Step.values()).collect(Collectors.toUnmodifiableMap(each -> each, _ -> new Samples()));
    }

    /// The next person's whole sign-up.
    ///
    /// @return the app, which stays connected
    TestClient run() throws Exception {
        int number = next.getAndIncrement();
        String phone = People.phone(number);
        TestClient client = time(Step.KEY, people::connect);
        client.onPush(_ -> {});
        time(Step.CONFIG, () -> client.call(new GetConfig()));
        var sendCode = new SendCode(phone, 1, "bench", new CodeSettings.Builder().build());
        String hash = ((SentCode) time(Step.SEND_CODE, () -> client.call(sendCode))).phoneCodeHash();
        enter(client, number, hash);
        ImportedContacts found = time(Step.CONTACTS, () -> client.call(new ImportContacts(addressBook(number))));
        var dialogs = new GetDialogs.Builder(0, 0, new InputPeerEmpty(), DIALOGS_SIZE, 0).build();
        time(Step.DIALOGS, () -> client.call(dialogs));
        long randomId = ThreadLocalRandom.current().nextLong();
        var message = new SendMessage.Builder(friend(found), "I am here now", randomId).build();
        time(Step.MESSAGE, () -> client.call(message));
        done.incrementAndGet();
        return client;
    }

    private void enter(TestClient client, int number, String hash) throws Exception {
        String phone = People.phone(number);
        String code = people.code(phone);
        var signIn = new SignIn.Builder(phone, hash).phoneCode(code).build();
        if (!(time(Step.SIGN_IN, () -> client.call(signIn)) instanceof AuthorizationSignUpRequired))
            throw new IOException("somebody has the number already: " + phone);
        var signUp = new chappe.wire.auth.SignUp.Builder(phone, hash, "Person", Integer.toString(number)).build();
        time(Step.SIGN_UP, () -> client.call(signUp));
    }

    private List<InputContact> addressBook(int own) {
        var random = ThreadLocalRandom.current();
        int before = done.get();
        List<InputContact> book = new ArrayList<>(BOOK_SIZE);
        for (int i = 0; i < BOOK_SIZE; i++) {
            boolean isThere = i % 2 == 0 && before > 0;
            int number = isThere
                    ? random.nextInt(Math.max(0, before - CIRCLE), before)
                    : random.nextInt(own + 1, own + 1 + CIRCLE);
            book.add(
                    new InputPhoneContact.Builder(i, People.phone(number), "Friend", Integer.toString(number)).build());
        }
        return book;
    }

    /// The first friend who is there already; the first people of all write notes to themselves.
    private static InputPeer friend(ImportedContacts found) {
        return found.users().stream()
                .map(User.class::cast)
                .filter(each -> each.accessHash() != null)
                .<InputPeer>map(each -> new InputPeerUser(each.id(), each.accessHash()))
                .findFirst()
                .orElseGet(InputPeerSelf::new);
    }

    private <T> T time(Step step, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        T result = work.call();
        of(step).add(System.nanoTime() - start);
        return result;
    }
}
