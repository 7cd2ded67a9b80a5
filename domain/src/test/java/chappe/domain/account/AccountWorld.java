package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.domain.account.SignIns.Login;
import chappe.domain.account.SignIns.Outcome;
import chappe.domain.box.Actor;
import chappe.domain.box.BoxLetters;
import chappe.domain.box.Boxes;
import chappe.store.embedded.RocksSettings;
import chappe.store.embedded.RocksStore;
import chappe.store.post.PostOffice;
import chappe.store.record.AccountAuthorization;
import chappe.store.record.Records;
import chappe.testkit.FakeClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// The accounts over an embedded store on a folder, wired as the server wires them; closing and opening again
/// plays a restart.
final class AccountWorld implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-14T09:00:00Z");

    final FakeClock clock;
    final SentCodes sent = new SentCodes();
    final TurnedRandom random = new TurnedRandom(7);
    final PhoneNumbers numbers = new PhoneNumbers();
    final ServerSecret secret = new ServerSecret(new byte[ServerSecret.SIZE_BYTES]);
    final RocksStore store;
    final PostOffice post;
    final LoginCodes codes;
    final Invitations invitations;
    final PhoneClaims claims;
    final Accounts accounts;
    final AuthKeyRing keys;
    final AuthorizationRows rows;
    final Authorizations authorizations;
    final AccountEnding ending;
    final PhoneChanges phones;
    final RecordingMailer mailer = new RecordingMailer();
    final PasswordRoom passwords;
    final SignIns signIns;
    final Presence presence;
    final Users users;
    final Contacts contacts;
    final ContactImport imports;
    final ProfileChanges profiles;
    final Privacy privacy;
    final Usernames usernames;
    final UsernameIndex index;
    final UsernameSearch search;
    final Boxes boxes;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong nextKey = new AtomicLong(1);

    AccountWorld(Path folder) {
        this(folder, new FakeClock(START), CodePolicy.DEFAULT);
    }

    AccountWorld(Path folder, FakeClock clock, CodePolicy policy) {
        this(folder, clock, policy, Invitations.Mode.OPEN);
    }

    AccountWorld(Path folder, FakeClock clock, CodePolicy policy, Invitations.Mode mode) {
        this.clock = clock;
        store = new RocksStore(folder, Records.SCHEMA, RocksSettings.small());
        post = new PostOffice(store, threads, (delay, task) -> {
            throw new AssertionError("a letter failed");
        });
        codes = new LoginCodes(store, clock, TurnedRandom.secure(11), secret, sent, policy);
        invitations = new Invitations(store, clock, mode);
        claims = new PhoneClaims(store, clock, random, invitations);
        accounts = new Accounts(store);
        keys = new AuthKeyRing(store, clock, new XorSealing());
        rows = new AuthorizationRows(clock, secret);
        authorizations = new Authorizations(store, post, clock, rows);
        var secrets = new PasswordRoom.Secrets(clock, TurnedRandom.secure(13), secret, new XorSealing());
        passwords = PasswordRoom.open(store, keys, secrets, mailer);
        signIns = new SignIns(store, post, codes, claims, accounts, passwords.step());
        ending = new AccountEnding(store, post, clock, rows, passwords.passwords());
        phones = new PhoneChanges(store, post, random, codes, authorizations);
        presence = new Presence(store, clock);
        users = new Users(store, new AccessHashes(secret), presence);
        contacts = new Contacts(store, clock, claims);
        imports = new ContactImport(store, clock, numbers, claims, contacts, users);
        profiles = new ProfileChanges(store, clock);
        privacy = new Privacy(store);
        usernames = new Usernames(store, post, clock, random);
        index = new UsernameIndex(store);
        search = new UsernameSearch(usernames, index, users);
        boxes = new Boxes(store, clock, 0);
    }

    /// Opens the store of a folder and lets the letters flow.
    static AccountWorld open(Path folder) {
        var world = new AccountWorld(folder);
        world.deliver();
        return world;
    }

    /// From now on letters have their effect, those included that lie in the store.
    void deliver() {
        AccountLetters.register(post, claims, accounts, contacts);
        invitations.register(post);
        rows.register(post);
        ending.register();
        AccountLetters.register(post, usernames, index);
        new BoxLetters(boxes).register(post);
        settle();
    }

    /// A user's call under some key.
    static Actor by(UserId user) {
        return new Actor(user, new AuthKeyId(77));
    }

    /// Waits until no letter is on its way.
    void settle() {
        try {
            post.drain(read -> {});
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /// A fresh permanent key, stored as the handshake stores it.
    AuthKeyId key() {
        var id = new AuthKeyId(nextKey.getAndIncrement());
        keys.add(id, new byte[256], 2, null);
        return id;
    }

    Login login(String phone, AuthKeyId key) {
        return new Login(numbers.get(phone), key, client("192.0.2.1"));
    }

    static ClientDetails client(String address) {
        return new ClientDetails(4, "Pi", "12", "1.0", "en", address);
    }

    /// Signs up with a real code, under a fresh key.
    UserId signUp(String phone, String firstName, String lastName) {
        Login login = login(phone, key());
        String hash = codes.send(login.phone(), "192.0.2.1").phoneCodeHash();
        signIns.signIn(login, hash, sent.last(login.phone()));
        UserId user = signIns.signUp(login, hash, new PersonName(firstName, lastName));
        settle();
        return user;
    }

    /// The logins of a user, as they are stored.
    List<AccountAuthorization> logins(UserId user) {
        return authorizations.list(user).sessions().stream()
                .map(AuthorizationRows.Session::stored)
                .toList();
    }

    Outcome signIn(String phone, AuthKeyId key) {
        Login login = login(phone, key);
        String hash = codes.send(login.phone(), "192.0.2.1").phoneCodeHash();
        return signIns.signIn(login, hash, sent.last(login.phone()));
    }

    @Override
    public void close() {
        post.close();
        threads.close();
        store.close();
    }
}
