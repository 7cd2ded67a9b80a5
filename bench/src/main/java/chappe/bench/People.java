package chappe.bench;

import chappe.wire.CodeSettings;
import chappe.wire.InputPeerUser;
import chappe.wire.User;
import chappe.wire.auth.Authorization;
import chappe.wire.auth.AuthorizationType;
import chappe.wire.auth.SendCode;
import chappe.wire.auth.SentCode;
import chappe.wire.auth.SignIn;
import chappe.wire.auth.SignUp;
import chappe.wire.contacts.ResolvePhone;
import chappe.world.TestClient;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Signs people up and in with the codes that the server writes to its file. Thread-safe; the file's place is guarded
/// by `this`.
final class People {
    private static final long FIRST_PHONE = 79_160_000_000L;

    private final TestClient.Target target;
    private final SecureRandom random = new SecureRandom();
    private final Path loginCodes;
    private final Map<String, String> codes = new HashMap<>();
    private long position;

    People(ServerProcess server) throws IOException {
        this.target = server.target();
        this.loginCodes = server.loginCodes();
    }

    static String phone(int number) {
        return "+" + (FIRST_PHONE + number);
    }

    /// A new session of a person, on a connection and a key of its own; the first time, the person signs up.
    TestClient enter(int number) throws IOException {
        String phone = phone(number);
        TestClient client = connect();
        var sent = (SentCode) client.call(new SendCode(phone, 1, "bench", new CodeSettings.Builder().build()));
        String hash = sent.phoneCodeHash();
        AuthorizationType entered = client.call(
                new SignIn.Builder(phone, hash).phoneCode(code(phone)).build());
        if (entered instanceof Authorization) return client;
        String name = String.format(Locale.ROOT, "Person %d", number);
        client.call(new SignUp.Builder(phone, hash, name, "").build());
        return client;
    }

    /// An app with a key of its own that nobody has logged in with.
    TestClient connect() {
        return TestClient.connect(target, random);
    }

    /// How a client that knows a person's number addresses that person.
    static InputPeerUser find(TestClient client, int number) {
        var found = client.call(new ResolvePhone(phone(number)));
        if (found.users().getFirst() instanceof User user && user.accessHash() != null)
            return new InputPeerUser(user.id(), user.accessHash());
        throw new IllegalStateException("no such person: " + number);
    }

    /// The newest code of a phone. The server writes it before it answers the call for it.
    synchronized String code(String phone) throws IOException {
        try (var file = new RandomAccessFile(loginCodes.toFile(), "r")) {
            file.seek(position);
            byte[] fresh = new byte[(int) (file.length() - position)];
            file.readFully(fresh);
            int whole = 0;
            for (int i = 0; i < fresh.length; i++) if (fresh[i] == '\n') whole = i + 1;
            position += whole;
            for (String line : new String(fresh, 0, whole, StandardCharsets.US_ASCII)
                    .lines()
                    .toList()) {
                String[] words = line.split(" ", -1);
                if (words.length == 3) codes.put(words[1], words[2]);
            }
        }
        String code = codes.remove(phone);
        if (code == null) throw new IllegalStateException("no code was sent to " + phone);
        return code;
    }
}
