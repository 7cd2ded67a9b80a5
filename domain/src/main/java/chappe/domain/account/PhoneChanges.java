package chappe.domain.account;

import chappe.core.RpcError;
import chappe.core.UserId;
import chappe.domain.account.LoginCodes.Check;
import chappe.domain.account.LoginCodes.Guess;
import chappe.domain.account.LoginCodes.SentCode;
import chappe.domain.account.SignIns.Login;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.StoreFault;
import chappe.store.post.PostOffice;
import chappe.store.record.AccountPhoneLetter;
import chappe.store.record.PhoneOwner;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How an account gets another number (rule R11): the new number's partition checks the code and claims itself for
/// the account, whose own commit takes it and releases the old one; [PhoneMoves] has those letters.
public final class PhoneChanges {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Store store;
    private final PostOffice post;
    private final RandomGenerator random;
    private final LoginCodes codes;
    private final Authorizations authorizations;

    public PhoneChanges(
            Store store, PostOffice post, RandomGenerator random, LoginCodes codes, Authorizations authorizations) {
        this.store = store;
        this.post = post;
        this.random = random;
        this.codes = codes;
        this.authorizations = authorizations;
    }

    /// Sends a code to the new number.
    ///
    /// Refuses with FRESH_CHANGE_PHONE_FORBIDDEN while the caller's login is younger than a day, with
    /// PHONE_NUMBER_OCCUPIED, and as [LoginCodes#send].
    public SentCode send(UserId user, Login login) {
        authorizations.requireSettled(user, login.authKeyId(), RpcError.FRESH_CHANGE_PHONE_FORBIDDEN);
        requireFree(store.read(LoginCodes.partition(login.phone()), PhoneClaims::ownerIn));
        return codes.send(login.phone(), login.client().address());
    }

    /// Gives the account the new number, whose code came back.
    ///
    /// Refuses with PHONE_CODE_INVALID, PHONE_CODE_EXPIRED, FLOOD_WAIT_X, and PHONE_NUMBER_OCCUPIED when
    /// somebody was faster; with AUTH_RESTART when the account could not take it in time.
    public void change(UserId user, Login login, String phoneCodeHash, String code) {
        String address = login.client().address();
        codes.requireTries(address);
        long token = random.nextLong();
        Partition phone = LoginCodes.partition(login.phone());
        Check check = store.write(phone, change -> claim(change, user, login, phoneCodeHash, code, token));
        if (!(check instanceof Check.Right)) throw SignIns.refusal(codes, check, address);
        await(phone);
        boolean isTaken = store.read(Partition.account(user), view -> PhoneMoves.has(view, login.phone(), token));
        if (!isTaken) throw RpcError.AUTH_RESTART.refuse();
    }

    private Check claim(Change change, UserId user, Login login, String phoneCodeHash, String code, long token) {
        Check check = codes.check(change, Guess.of(login, phoneCodeHash, code));
        if (!(check instanceof Check.Right)) return check;
        requireFree(PhoneClaims.ownerIn(change));
        codes.consume(change, phoneCodeHash);
        int now = (int) codes.now().getEpochSecond();
        Rows.OWNER.put(change, new PhoneOwner.Builder(user.value(), token, "", "", now).build());
        var letter = new AccountPhoneLetter(
                login.phone().digits(), token, login.authKeyId().value());
        change.post(Partition.account(user), letter);
        return check;
    }

    private static void requireFree(@Nullable PhoneOwner owner) {
        if (owner != null) throw RpcError.PHONE_NUMBER_OCCUPIED.refuse();
    }

    private void await(Partition from) {
        try {
            post.awaitDelivered(from, PATIENCE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StoreFault("stopped while a letter was awaited", stopping);
        }
    }
}
