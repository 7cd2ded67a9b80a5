package chappe.api.account;

import chappe.api.auth.CodeSending;
import chappe.api.auth.LoginEmailResetting;
import chappe.api.auth.LoginExports;
import chappe.api.auth.PasswordSigningIn;
import chappe.api.auth.QrLogin;
import chappe.api.auth.SigningIn;
import chappe.api.contacts.ContactChanges;
import chappe.api.contacts.ContactImports;
import chappe.api.contacts.ContactLoads;
import chappe.api.help.Configuration;
import chappe.api.help.CountryLists;
import chappe.api.help.Notices;
import chappe.api.help.ServerProfile;
import chappe.api.messages.Blocking;
import chappe.api.present.Inputs;
import chappe.api.present.PasswordInputs;
import chappe.api.present.PresentUsers;
import chappe.api.push.LoginWaits;
import chappe.api.rpc.Dispatcher;
import chappe.api.rpc.Logins;
import chappe.api.users.UserLoads;
import chappe.core.AuthKeyId;
import chappe.core.UserId;
import chappe.domain.account.AccessHashes;
import chappe.domain.account.AccountEnding;
import chappe.domain.account.AccountLetters;
import chappe.domain.account.Accounts;
import chappe.domain.account.AppPolicy;
import chappe.domain.account.AuthKeyRing;
import chappe.domain.account.AuthorizationRows;
import chappe.domain.account.Authorizations;
import chappe.domain.account.CodePolicy;
import chappe.domain.account.ContactImport;
import chappe.domain.account.Contacts;
import chappe.domain.account.Countries;
import chappe.domain.account.ExportedLogins;
import chappe.domain.account.Invitations;
import chappe.domain.account.KeySealing;
import chappe.domain.account.LoginCodes;
import chappe.domain.account.LoginEmailReset;
import chappe.domain.account.LoginTokens;
import chappe.domain.account.LogoutTokens;
import chappe.domain.account.OwnSettings;
import chappe.domain.account.PasswordRoom;
import chappe.domain.account.Phone;
import chappe.domain.account.PhoneChanges;
import chappe.domain.account.PhoneClaims;
import chappe.domain.account.PhoneNumbers;
import chappe.domain.account.Presence;
import chappe.domain.account.Privacy;
import chappe.domain.account.ProfileChanges;
import chappe.domain.account.ServerSecret;
import chappe.domain.account.SignIns;
import chappe.domain.account.UsernameIndex;
import chappe.domain.account.UsernameSearch;
import chappe.domain.account.Usernames;
import chappe.domain.account.Users;
import chappe.domain.box.BlockList;
import chappe.domain.box.BoxLetters;
import chappe.domain.box.Boxes;
import chappe.domain.box.Notifications;
import chappe.store.Partition;
import chappe.store.embedded.RocksSettings;
import chappe.store.embedded.RocksStore;
import chappe.store.post.PostOffice;
import chappe.store.record.Records;
import chappe.testkit.FakeClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The account topics behind a dispatcher, without sockets. A refusal that its method's list does not have
/// fails the test.
final class Desk implements AutoCloseable {
    static final ServerProfile SERVER = new ServerProfile(
            List.of(new ServerProfile.Address("192.0.2.80", 8080), new ServerProfile.Address("2001:db8::80", 8080)),
            "FR",
            "http://192.0.2.80:8080/");

    final FakeClock clock = new FakeClock(Instant.parse("2026-03-14T09:00:00Z"));
    final Map<String, String> codes = new ConcurrentHashMap<>();
    final MailBag mailer = new MailBag();
    final Users users;
    final Dispatcher dispatcher;
    final Authorizations authorizations;
    private final AuthorizationRows rows;
    private final LoginTokens tokens;
    private final LoginWaits waits;
    private final Set<AuthKeyId> changed = ConcurrentHashMap.newKeySet();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RocksStore store;
    private final PostOffice post;
    private final AuthKeyRing keys;
    private final PhoneNumbers numbers = new PhoneNumbers();
    private final Invitations.Mode registration;
    private final AppPolicy apps;
    private long nextKey;
    volatile boolean isGatewayDown;
    private @Nullable AccountEnding ending;

    Desk(Path folder) {
        this(folder, Invitations.Mode.OPEN, AppPolicy.ANY);
    }

    Desk(Path folder, Invitations.Mode registration, AppPolicy apps) {
        this.registration = registration;
        this.apps = apps;
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
            if (partition.kind() == Partition.Kind.AUTH_KEY) changed.add(new AuthKeyId(partition.number()));
            changed.forEach(logins::forget);
        });
        tokens = new LoginTokens(store, clock, new SecureRandom());
        waits = new LoginWaits(clock);
        rows = new AuthorizationRows(clock, secret);
        authorizations = new Authorizations(store, post, clock, rows);
        var uses = new UseNotes(authorizations, Runnable::run);
        dispatcher = new Dispatcher(logins, Map.of(), uses, new SimpleMeterRegistry(), (method, error) -> {
            throw new AssertionError(method + " refuses with " + error + ", which its list does not have");
        });
        registerAccounts(secret, presence);
    }

    /// Wakes the accounts whose time has come, as the server does every second.
    void wake() {
        for (Partition due : store.due(clock.instant(), 100)) {
            if (due.kind() == Partition.Kind.ACCOUNT)
                Objects.requireNonNull(ending).endUnused(new UserId(due.number()));
        }
        settle();
    }

    /// Tells those who wait for their QR code to be accepted, as the server does after each commit of a key.
    void tellWaiting() {
        for (AuthKeyId key : changed) if (waits.follows(key) && tokens.isAccepted(key)) waits.accepted(key);
    }

    private void registerAccounts(ServerSecret secret, Presence presence) {
        var random = new SecureRandom();
        var invitations = new Invitations(store, clock, registration);
        var claims = new PhoneClaims(store, clock, random, invitations);
        var accounts = new Accounts(store);
        var contacts = new Contacts(store, clock, claims);
        var usernames = new Usernames(store, post, clock, random);
        var index = new UsernameIndex(store);
        AccountLetters.register(post, claims, accounts, contacts);
        invitations.register(post);
        rows.register(post);
        AccountLetters.register(post, usernames, index);
        var secrets = new PasswordRoom.Secrets(clock, random, secret, new Plain());
        var passwords = PasswordRoom.open(store, keys, secrets, mailer);
        ending = new AccountEnding(store, post, clock, rows, passwords.passwords());
        ending.register();
        var emails = passwords.loginEmails();
        var loginCodes =
                new LoginCodes(store, clock, random, secret, emails.insteadOf(this::deliver), CodePolicy.DEFAULT);
        var signIns = new SignIns(store, post, loginCodes, claims, accounts, passwords.step());
        var imports = new ContactImport(store, clock, numbers, claims, contacts, users);
        var present = new PresentUsers(users);
        var logoutTokens = new LogoutTokens(store, clock, random, passwords.passwords(), passwords.step());
        new CodeSending(numbers, loginCodes, apps, logoutTokens, present).register(dispatcher);
        new SigningIn(numbers, signIns, emails, logoutTokens, present).register(dispatcher);
        new LoginExports(new ExportedLogins(store, clock, random, keys, rows), present).register(dispatcher);
        new SharedSettings(new OwnSettings(store)).register(dispatcher);
        new ContactImports(imports, present).register(dispatcher);
        var search = new UsernameSearch(usernames, index, users);
        new ContactLoads(contacts, imports, search, users, present).register(dispatcher);
        new UsernameChanges(usernames, present).register(dispatcher);
        registerPeople(contacts, presence);
        new Configuration(SERVER, clock).register(dispatcher);
        new CountryLists(new Countries()).register(dispatcher);
        new Notices(SERVER, clock).register(dispatcher);
        registerPasswords(passwords, present, random);
        new LoginEmailChanges(emails).register(dispatcher);
        new LoginEmailResetting(numbers, new LoginEmailReset(loginCodes, emails)).register(dispatcher);
        registerLogins(passwords, new PhoneChanges(store, post, random, loginCodes, authorizations), present);
    }

    private void registerLogins(PasswordRoom passwords, PhoneChanges phones, PresentUsers present) {
        new ActiveSessions(authorizations).register(dispatcher);
        new AccountEnd(Objects.requireNonNull(ending), new PasswordInputs(passwords.step())).register(dispatcher);
        new QrLogin(tokens, passwords.step(), authorizations, waits, present, apps).register(dispatcher);
        new PhoneChanging(numbers, phones, present).register(dispatcher);
    }

    private void registerPasswords(PasswordRoom passwords, PresentUsers present, SecureRandom random) {
        var passwordInputs = new PasswordInputs(passwords.step());
        new PasswordLoads(passwords.passwords(), passwordInputs, random).register(dispatcher);
        new PasswordChanges(passwords.settings(), passwords.resets(), passwordInputs).register(dispatcher);
        new PasswordSigningIn(passwords.step(), passwords.recovery(), passwordInputs, present).register(dispatcher);
    }

    private void registerPeople(Contacts contacts, Presence presence) {
        var inputs = new Inputs(users);
        var present = new PresentUsers(users);
        var boxes = new Boxes(store, clock, 0);
        new BoxLetters(boxes).register(post);
        var blockList = new BlockList(boxes);
        new UserLoads(inputs, users, blockList, new Notifications(boxes)).register(dispatcher);
        new Blocking(blockList, inputs, present).register(dispatcher);
        new ContactChanges(inputs, numbers, contacts, users, blockList, clock).register(dispatcher);
        new Profiles(new ProfileChanges(store, clock), presence, present).register(dispatcher);
        new PrivacySettings(new Privacy(store), (user, key) -> {}, inputs, present).register(dispatcher);
    }

    /// A client under a fresh key, not logged in.
    Client client() {
        var key = new AuthKeyId(++nextKey);
        keys.add(key, new byte[256], 2, null);
        return new Client(this, key);
    }

    private void deliver(Phone phone, String code) {
        if (isGatewayDown) throw new UncheckedIOException(new IOException("no line"));
        codes.put("+" + phone.text(), code);
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
