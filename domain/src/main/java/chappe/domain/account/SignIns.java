package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.LoginCodes.Check;
import chappe.domain.account.LoginCodes.Guess;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.StoreFault;
import chappe.store.post.PostOffice;
import chappe.store.record.PhoneOwner;
import java.time.Duration;
import java.util.function.Consumer;

/// Log-in and sign-up: a code that was proven, the account that the phone owns, and the key it is used under.
///
/// The phone's partition decides (rule R11): one commit checks the code, uses it up, and finds or claims the
/// owner. Differs: a code that was proven under one key cannot be used under another, and each code serves
/// once.
public final class SignIns {
    /// How often a claim may draw another user id, or an account be awaited. Ids collide once in many billions.
    private static final int ROUNDS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Store store;
    private final PostOffice post;
    private final LoginCodes codes;
    private final PhoneClaims claims;
    private final Accounts accounts;
    private final PasswordStep passwordStep;

    public SignIns(
            Store store,
            PostOffice post,
            LoginCodes codes,
            PhoneClaims claims,
            Accounts accounts,
            PasswordStep passwordStep) {
        this.store = store;
        this.post = post;
        this.codes = codes;
        this.claims = claims;
        this.accounts = accounts;
        this.passwordStep = passwordStep;
    }

    /// Logs in with a code.
    ///
    /// Refuses with PHONE_CODE_INVALID (a try is gone), PHONE_CODE_EXPIRED (no such code, or used, or its
    /// tries are), FLOOD_WAIT_X when the phone or the address has seen too many wrong codes,
    /// PHONE_NUMBER_UNOCCUPIED when nobody owns the number and its owner may not open an account: said only
    /// to who has proven the number, lest strangers learn who is here; and with SESSION_PASSWORD_NEEDED when the
    /// code was right and the account has a password ([PasswordStep]).
    ///
    /// @param proven told whose code it was, before the password is asked for
    public Outcome signIn(Login login, String phoneCodeHash, String code, Consumer<UserId> proven) {
        codes.requireTries(login.client().address());
        Found found =
                store.write(LoginCodes.partition(login.phone()), change -> found(change, login, phoneCodeHash, code));
        return switch (found) {
            case Found.Refused refused ->
                throw refusal(codes, refused.check(), login.client().address());
            case Found.Nobody _ -> new Outcome.SignUpRequired();
            case Found.Uninvited _ -> throw RpcError.PHONE_NUMBER_UNOCCUPIED.refuse();
            case Found.Owner _ -> new Outcome.SignedIn(loggedIn(login, proven));
        };
    }

    /// Logs in with a code that says nothing but that its owner has read it.
    public Outcome signIn(Login login, String phoneCodeHash, String code) {
        return signIn(login, phoneCodeHash, code, owner -> {});
    }

    /// Opens an account for a phone whose code this key has proven, and logs in.
    ///
    /// Refuses with PHONE_CODE_EXPIRED where nothing was proven or the invitation is gone since, and
    /// PHONE_NUMBER_OCCUPIED when somebody was faster.
    public UserId signUp(Login login, String phoneCodeHash, PersonName name) {
        store.write(LoginCodes.partition(login.phone()), change -> {
            if (!codes.isVerified(change, phoneCodeHash, login.authKeyId())) throw RpcError.PHONE_CODE_EXPIRED.refuse();
            if (PhoneClaims.ownerIn(change) != null) throw RpcError.PHONE_NUMBER_OCCUPIED.refuse();
            if (!claims.isOpenTo(change)) throw RpcError.PHONE_CODE_EXPIRED.refuse();
            codes.consume(change, phoneCodeHash);
            claims.claim(change, login.phone(), name);
            return true;
        });
        return loggedIn(login, owner -> {});
    }

    /// Ends the key's login, or its waiting for a password, durably.
    public void logOut(AuthKeyId authKeyId) {
        passwordStep.leave(authKeyId);
    }

    private Found found(Change change, Login login, String phoneCodeHash, String code) {
        Check check = codes.check(change, Guess.of(login, phoneCodeHash, code));
        if (!(check instanceof Check.Right right)) return new Found.Refused(check);
        if (PhoneClaims.ownerIn(change) == null && !claims.isOpenTo(change)) {
            codes.consume(change, phoneCodeHash);
            return new Found.Uninvited();
        }
        if (PhoneClaims.ownerIn(change) == null) {
            codes.verify(change, phoneCodeHash, right.code(), login.authKeyId());
            return new Found.Nobody();
        }
        codes.consume(change, phoneCodeHash);
        return new Found.Owner();
    }

    /// What a code that is not right comes to.
    static RuntimeException refusal(LoginCodes codes, Check check, String address) {
        return switch (check) {
            case Check.Wait wait -> RpcError.FLOOD_WAIT_X.refuse(wait.seconds());
            case Check.Expired _ -> RpcError.PHONE_CODE_EXPIRED.refuse();
            case Check.Wrong _ -> {
                codes.noteWrong(address);
                yield RpcError.PHONE_CODE_INVALID.refuse();
            }
            case Check.Right _ -> throw new IllegalStateException("a right code is no refusal");
        };
    }

    private UserId loggedIn(Login login, Consumer<UserId> proven) {
        UserId user = openedOwner(login.phone());
        proven.accept(user);
        passwordStep.enter(login.authKeyId(), user, login.client());
        return user;
    }

    /// The account that owns the phone and that has it: between the two lies a letter, which is awaited.
    private UserId openedOwner(Phone phone) {
        for (int round = 0; round < ROUNDS; round++) {
            PhoneOwner owner = store.read(LoginCodes.partition(phone), PhoneClaims::ownerIn);
            if (owner == null) break;
            UserId user = new UserId(owner.userId());
            if (accounts.hasPhone(user, phone, owner.token())) return user;
            await(LoginCodes.partition(phone));
            if (accounts.hasPhone(user, phone, owner.token())) return user;
            await(Partition.account(user)); // its answer that the id was taken lets the phone draw another
        }
        throw RpcError.AUTH_RESTART.refuse();
    }

    private void await(Partition from) {
        try {
            post.awaitDelivered(from, PATIENCE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StoreFault("stopped while a letter was awaited", stopping);
        }
    }

    /// Who logs in: which phone, under which key, with what client.
    public record Login(Phone phone, AuthKeyId authKeyId, ClientDetails client) {}

    /// What a right code leads to.
    public sealed interface Outcome {
        record SignedIn(UserId user) implements Outcome {}

        /// Nobody owns the phone: the code is proven, and auth.signUp may follow under the same key.
        record SignUpRequired() implements Outcome {}
    }

    private sealed interface Found {
        record Refused(Check check) implements Found {}

        record Nobody() implements Found {}

        record Uninvited() implements Found {}

        record Owner() implements Found {}
    }
}
