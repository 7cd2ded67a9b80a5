package chappe.api.account;

import chappe.api.auth.CodeSending;
import chappe.api.auth.SigningIn;
import chappe.api.contacts.ContactChanges;
import chappe.api.contacts.ContactImports;
import chappe.api.contacts.ContactLoads;
import chappe.api.help.Configuration;
import chappe.api.help.CountryLists;
import chappe.api.help.Notices;
import chappe.api.help.ServerProfile;
import chappe.api.present.Inputs;
import chappe.api.present.PresentUsers;
import chappe.api.rpc.Dispatcher;
import chappe.api.rpc.Logins;
import chappe.api.users.UserLoads;
import chappe.core.AuthKeyId;
import chappe.domain.account.AccessHashes;
import chappe.domain.account.AccountLetters;
import chappe.domain.account.Accounts;
import chappe.domain.account.AuthKeyRing;
import chappe.domain.account.CodePolicy;
import chappe.domain.account.ContactImport;
import chappe.domain.account.Contacts;
import chappe.domain.account.Countries;
import chappe.domain.account.KeySealing;
import chappe.domain.account.LoginCodes;
import chappe.domain.account.OwnSettings;
import chappe.domain.account.PhoneClaims;
import chappe.domain.account.PhoneNumbers;
import chappe.domain.account.Presence;
import chappe.domain.account.ServerSecret;
import chappe.domain.account.SignIns;
import chappe.domain.account.Users;
import chappe.domain.box.Boxes;
import chappe.domain.box.Notifications;
import chappe.store.Partition;
import chappe.store.embedded.RocksSettings;
import chappe.store.embedded.RocksStore;
import chappe.store.post.PostOffice;
import chappe.store.record.Records;
import chappe.testkit.FakeClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The account topics behind a dispatcher, without sockets. A refusal that its method's list does not have
/// fails the test.
final class Desk implements AutoCloseable {
    static final ServerProfile SERVER = new ServerProfile(
            List.of(new ServerProfile.Address("192.0.2.80", 8080), new ServerProfile.Address("2001:db8::80", 8080)),
            "FR",
            "http://192.0.2.80:8080/");

    final FakeClock clock = new FakeClock(Instant.parse("2026-03-14T09:00:00Z"));
    final Map<String, String> codes = new ConcurrentHashMap<>();
    final Users users;
    final Dispatcher dispatcher;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RocksStore store;
    private final PostOffice post;
    private final AuthKeyRing keys;
    private final PhoneNumbers numbers = new PhoneNumbers();
    private long nextKey;

    Desk(Path folder) {
        store = new RocksStore(folder, Records.SCHEMA, RocksSettings.small());
        post = new PostOffice(store, threads, (delay, task) -> {
            throw new AssertionError("a letter failed");
        });
        keys = new AuthKeyRing(store, clock, new Plain());
        var presence = new Presence(store, clock);
        var secret = new ServerSecret(new byte[ServerSecret.SIZE_BYTES]);
        users = new Users(store, new AccessHashes(secret), presence);
        var logins = new Logins(keys::loginOf);
        store.onCommit((partition, version) -> {
            if (partition.kind() == Partition.Kind.AUTH_KEY) logins.forget(new AuthKeyId(partition.number()));
        });
        dispatcher =
                new Dispatcher(logins, Map.of(), (caller, method) -> {}, new SimpleMeterRegistry(), (method, error) -> {
                    throw new AssertionError(method + " refuses with " + error + ", which its list does not have");
                });
        registerAccounts(secret, presence);
    }

    private void registerAccounts(ServerSecret secret, Presence presence) {
        var random = new SecureRandom();
        var claims = new PhoneClaims(store, clock, random);
        var accounts = new Accounts(store);
        var contacts = new Contacts(store, clock, claims);
        AccountLetters.register(post, claims, accounts, contacts);
        var loginCodes = new LoginCodes(
                store, clock, random, secret, (phone, code) -> codes.put("+" + phone.text(), code), CodePolicy.DEFAULT);
        var signIns = new SignIns(store, post, loginCodes, claims, accounts, keys);
        var imports = new ContactImport(store, clock, numbers, claims, contacts, users);
        var inputs = new Inputs(users);
        var present = new PresentUsers(users);
        new CodeSending(numbers, loginCodes).register(dispatcher);
        new SigningIn(numbers, signIns, present).register(dispatcher);
        new UserLoads(inputs, users, new Notifications(new Boxes(store, clock, 0))).register(dispatcher);
        new SharedSettings(new OwnSettings(store)).register(dispatcher);
        new ContactImports(imports, present).register(dispatcher);
        new ContactLoads(contacts, imports, users, present).register(dispatcher);
        new ContactChanges(inputs, numbers, contacts, users, clock).register(dispatcher);
        new Configuration(SERVER, clock).register(dispatcher);
        new CountryLists(new Countries()).register(dispatcher);
        new Notices(SERVER, clock).register(dispatcher);
        new Profiles(users, presence, present).register(dispatcher);
        new Passwords(random).register(dispatcher);
    }

    /// A client under a fresh key, not logged in.
    Client client() {
        var key = new AuthKeyId(++nextKey);
        keys.add(key, new byte[256], 2, null);
        return new Client(this, key);
    }

    void settle() {
        try {
            post.drain(read -> {});
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Override
    public void close() {
        post.close();
        threads.close();
        store.close();
    }

    /// What encryption at rest is tested elsewhere.
    private static final class Plain implements KeySealing {
        @Override
        public byte[] seal(byte[] plain, byte[] context) {
            return plain.clone();
        }

        @Override
        public byte[] open(byte[] sealed, byte[] context) {
            return sealed.clone();
        }
    }
}
