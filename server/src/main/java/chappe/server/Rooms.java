package chappe.server;

import chappe.api.account.UseNotes;
import chappe.api.help.ServerProfile;
import chappe.api.present.PresentPrivacy;
import chappe.api.present.PresentUsers;
import chappe.api.push.OnlineNotices;
import chappe.api.push.Pusher;
import chappe.api.rpc.CallListener;
import chappe.api.rpc.Dispatcher;
import chappe.api.rpc.Logins;
import chappe.api.updates.UpdateSources;
import chappe.core.AuthKeyId;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.AccessHashes;
import chappe.domain.account.AccountLetters;
import chappe.domain.account.Accounts;
import chappe.domain.account.AppCodes;
import chappe.domain.account.AuthKeyRing;
import chappe.domain.account.Budget;
import chappe.domain.account.CodePolicy;
import chappe.domain.account.ContactImport;
import chappe.domain.account.Contacts;
import chappe.domain.account.Invitations;
import chappe.domain.account.KeySealing;
import chappe.domain.account.LoginCodes;
import chappe.domain.account.Mailer;
import chappe.domain.account.Oversight;
import chappe.domain.account.OwnSettings;
import chappe.domain.account.PasswordRoom;
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
import chappe.domain.box.Dialogs;
import chappe.domain.box.Histories;
import chappe.domain.box.Messages;
import chappe.domain.box.Notifications;
import chappe.domain.box.TopPeers;
import chappe.domain.box.UpdateLog;
import chappe.mtproto.handshake.ServerKey;
import chappe.mtproto.session.Sessions;
import chappe.mtproto.transport.Tls;
import chappe.mtproto.transport.TlsFault;
import chappe.mtproto.transport.TransportLimits;
import chappe.mtproto.transport.TransportServer;
import chappe.mtproto.transport.WebRoutes;
import chappe.store.Partition;
import chappe.store.StoreFault;
import chappe.store.embedded.RocksSettings;
import chappe.store.embedded.RocksStore;
import chappe.store.post.PostOffice;
import chappe.store.record.Records;
import chappe.store.seal.Vault;
import chappe.store.seal.VaultFault;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The wiring: plain constructors, one method a room, each giving a record of what other rooms need of it.
final class Rooms {

    /// What every room may be given.
    record Means(Clock clock, SecureRandom random, Schedule schedule) {}

    /// The store, and who carries its letters.
    record Storage(RocksStore store, PostOffice post) {}

    /// What accounts keep secrets with.
    record Keys(ServerSecret secret, KeySealing sealing) {}

    static Keys keys(Storage storage, DataFolder folder, Secrets secrets) {
        try {
            return new Keys(secrets.secret(), new VaultSealing(Vault.open(folder.sealingKeys(), storage.store())));
        } catch (VaultFault cannot) {
            throw new StartFault(String.valueOf(cannot.getMessage()));
        }
    }

    /// Accounts, their keys and who knows whom.
    record AccountRoom(
            AuthKeyRing keys,
            PhoneNumbers numbers,
            LoginCodes codes,
            SignIns signIns,
            PasswordRoom passwords,
            Accounts accounts,
            LoginRoom logins,
            Users users,
            Contacts contacts,
            ContactImport contactImport,
            Presence presence,
            PeopleRoom people,
            Invitations invitations,
            Oversight oversight) {}

    /// What users say of themselves, and who may see it.
    record PeopleRoom(
            ProfileChanges profiles,
            Usernames usernames,
            UsernameSearch search,
            Privacy privacy,
            OwnSettings ownSettings) {}

    private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);
    private static final int EVENT_LOOPS = 2;
    private static final int DEFAULT_DC = 2;
    private static final Duration CERTIFICATE_LOOKED_AT_EVERY = Duration.ofSeconds(10);

    private Rooms() {}

    static Storage storage(Path folder, RocksSettings memory, Means means) {
        try {
            RocksStore store = new RocksStore(folder, Records.SCHEMA, memory);
            return new Storage(store, new PostOffice(store, means.schedule()::run, means.schedule()::after));
        } catch (StoreFault cannot) {
            throw new StartFault("the store: " + cannot.getMessage());
        }
    }

    static AccountRoom accounts(
            Storage storage, Keys keyRoom, Deliveries deliveries, Mailer mailer, Settings settings, Means means) {
        var store = storage.store();
        var numbers = new PhoneNumbers();
        var keys = new AuthKeyRing(store, means.clock(), keyRoom.sealing());
        var invitations =
                new Invitations(store, means.clock(), settings.admission().registration());
        var claims = new PhoneClaims(store, means.clock(), means.random(), invitations);
        var presence = new Presence(store, means.clock());
        var users = new Users(store, new AccessHashes(keyRoom.secret()), presence);
        var accounts = new Accounts(store);
        var contacts = new Contacts(store, means.clock(), claims);
        var imports = new ContactImport(store, means.clock(), numbers, claims, contacts, users);
        var secrets = new PasswordRoom.Secrets(means.clock(), means.random(), keyRoom.secret(), keyRoom.sealing());
        var passwords = PasswordRoom.open(store, keys, secrets, mailer);
        var ways = deliveries.ways(new AppCodes(store, means.clock()), passwords.loginEmails());
        var codes =
                new LoginCodes(store, means.clock(), means.random(), keyRoom.secret(), ways, policy(settings.codes()));
        var signIns = new SignIns(store, storage.post(), codes, claims, accounts, passwords.step());
        AccountLetters.register(storage.post(), claims, accounts, contacts);
        invitations.register(storage.post());
        var logins = LoginRoom.open(storage, keyRoom, new LoginRoom.Ground(keys, codes, passwords), means);
        var oversight = new Oversight(store, storage.post(), means.clock(), claims, logins.authorizations());
        oversight.register();
        return new AccountRoom(
                keys,
                numbers,
                codes,
                signIns,
                passwords,
                accounts,
                logins,
                users,
                contacts,
                imports,
                presence,
                people(storage, users, means),
                invitations,
                oversight);
    }

    private static PeopleRoom people(Storage storage, Users users, Means means) {
        var store = storage.store();
        var usernames = new Usernames(store, storage.post(), means.clock(), means.random());
        var index = new UsernameIndex(store);
        AccountLetters.register(storage.post(), usernames, index);
        return new PeopleRoom(
                new ProfileChanges(store, means.clock()),
                usernames,
                new UsernameSearch(usernames, index, users),
                new Privacy(store),
                new OwnSettings(store));
    }

    /// Boxes: messages, dialogs and the log that updates come from.
    record BoxRoom(
            Messages messages,
            Dialogs dialogs,
            Histories histories,
            UpdateLog updateLog,
            BlockList blockList,
            Notifications notifications,
            TopPeers topPeers) {}

    static BoxRoom boxes(Storage storage, Means means) {
        var boxes = new Boxes(
                storage.store(), means.clock(), Math.toIntExact(storage.store().epoch()));
        new BoxLetters(boxes).register(storage.post());
        return new BoxRoom(
                new Messages(boxes),
                new Dialogs(boxes),
                new Histories(boxes),
                new UpdateLog(boxes),
                new BlockList(boxes),
                new Notifications(boxes),
                new TopPeers(boxes));
    }

    static Wakes wakes(Storage storage, AccountRoom accounts, Means means) {
        Wakes wakes = new Wakes(storage.store(), means.clock());
        wakes.on(Partition.Kind.AUTH_KEY, key -> accounts.keys().expire(new AuthKeyId(key.number())));
        wakes.on(Partition.Kind.ACCOUNT, account -> accounts.logins().ending().endUnused(new UserId(account.number())));
        return wakes;
    }

    /// The methods, who is logged in under which key, and who tells live sessions.
    record Api(Dispatcher dispatcher, Logins logins, Pusher pusher) {}

    static Api api(
            AccountRoom accounts,
            BoxRoom boxes,
            ServerProfile profile,
            Settings settings,
            MeterRegistry meters,
            Means means) {
        var people = new PresentUsers(accounts.users());
        var sources =
                new UpdateSources(people, new PresentPrivacy(accounts.people().privacy()));
        var pusher = new Pusher(boxes.updateLog(), sources, means.schedule()::run, means.clock());
        var notices = new OnlineNotices(pusher, accounts.presence(), people, means.schedule()::run);
        accounts.presence().onChange(notices);
        var logins = new Logins(accounts.keys()::loginOf);
        var uses = new UseNotes(accounts.logins().authorizations(), means.schedule()::run);
        CallListener listener = (caller, method) -> {
            pusher.called(caller, method);
            uses.called(caller, method);
        };
        var dispatcher = new Dispatcher(logins, settings.rates(), listener, meters, Rooms::logUndocumented);
        var shared = new Topics.Shared(
                people, sources, pusher, notices, profile, settings.admission().apps());
        Topics.register(dispatcher, accounts, boxes, shared, means);
        return new Api(dispatcher, logins, pusher);
    }

    private static void logUndocumented(String method, RpcError error) {
        LOG.warn("method={} refused with {}, which its list does not have", method, error);
    }

    static Sessions sessions(Api api, AccountRoom accounts, Secrets secrets, boolean oldPadding, Means means) {
        return new Sessions(
                new Sessions.Identity(ServerKey.of(secrets.rsa(), oldPadding), DEFAULT_DC),
                new StoredAuthKeys(accounts.keys()),
                new DispatchedRequests(api.dispatcher(), api.pusher()::closed),
                means.clock(),
                means.random(),
                means.schedule()::run);
    }

    /// Binds the ports; from here on clients come.
    static TransportServer transport(
            List<InetSocketAddress> binds, Settings settings, Sessions sessions, WebRoutes web, Means means) {
        Network network = settings.network();
        var transport = new TransportServer(
                new TransportServer.Settings(
                        binds,
                        EVENT_LOOPS,
                        TransportLimits.DEFAULT.withConnectionsPerAddress(network.connectionsPerAddress()),
                        settings.listen().secrets(),
                        tls(network.certificate(), means),
                        network.proxies()),
                sessions,
                web,
                means.schedule()::run,
                means.random());
        try {
            transport.start();
            return transport;
        } catch (IOException cannot) {
            transport.close();
            Throwable cause = cannot.getCause() == null ? cannot : cannot.getCause();
            throw new StartFault(
                    cannot.getMessage() + ": " + cause.getMessage()
                            + " (another program on that port, or a port below 1024 without the right to it? --port takes another)");
        }
    }

    private static @Nullable Tls tls(Network.@Nullable Certificate files, Means means) {
        if (files == null) return null;
        try {
            Tls tls = new Tls(files.chain(), files.key());
            means.schedule().every(CERTIFICATE_LOOKED_AT_EVERY, tls::refresh);
            return tls;
        } catch (TlsFault cannot) {
            throw new StartFault(
                    "tls.certificate " + files.chain() + " with tls.key " + files.key() + ": " + cannot.getMessage());
        }
    }

    private static CodePolicy policy(Settings.Codes limits) {
        CodePolicy usual = CodePolicy.DEFAULT;
        Duration hour = Duration.ofHours(1);
        return new CodePolicy(
                usual.length(),
                usual.triesMax(),
                usual.lifetime(),
                usual.resendAfter(),
                usual.resendsMax(),
                new CodePolicy.Budgets(
                        new Budget(limits.perPhoneHour(), hour),
                        usual.budgets().wrongPerPhone(),
                        new Budget(limits.perAddressHour(), hour),
                        usual.budgets().wrongPerAddress()),
                usual.allowance(),
                new CodePolicy.Pace(
                        new Budget(limits.perSecond(), Duration.ofSeconds(1)),
                        new Budget(limits.perMinute(), Duration.ofMinutes(1))));
    }
}
