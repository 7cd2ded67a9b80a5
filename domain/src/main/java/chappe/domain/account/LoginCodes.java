package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.RpcError;
import chappe.domain.account.Budget.Spending;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.Table;
import chappe.store.View;
import chappe.store.View.Order;
import chappe.store.record.BudgetRow;
import chappe.store.record.PhoneCode;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Login codes: made at random, handed to a [CodeProvider], and checked in the commit that they open.
///
/// Of a code the store keeps an HMAC under the server's secret, of its phone_code_hash a digest: who reads
/// the store can neither use nor guess them. Several codes of one phone live beside each other, so that a
/// stranger who asks for a code does not end the owner's; what all of them may be guessed is bounded by the
/// phone's budget.
public final class LoginCodes {
    private static final long SENT = 0;
    private static final long WRONG = 1;
    private static final int CODES_SCANNED = 64;
    private static final int HASH_BYTES = 16;

    private final Store store;
    private final Clock clock;
    private final SecureRandom random;
    private final ServerSecret secret;
    private final CodeProvider provider;
    private final CodePolicy policy;
    private final AddressBudgets addresses;

    public LoginCodes(
            Store store,
            Clock clock,
            SecureRandom random,
            ServerSecret secret,
            CodeProvider provider,
            CodePolicy policy) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.secret = secret;
        this.provider = provider;
        this.policy = policy;
        this.addresses = new AddressBudgets(store, clock);
    }

    /// Makes a code and hands it on.
    ///
    /// Refuses with FLOOD_WAIT_X when the phone or the address has asked too often or guessed wrong too
    /// often, and with SMS_CODE_CREATE_FAILED when the provider fails.
    public SentCode send(Phone phone, String address) {
        addresses.spend(
                AddressBudgets.Purpose.SENT_CODES, address, policy.budgets().sendsPerAddress());
        String phoneCodeHash = newPhoneCodeHash();
        String code = newCode();
        int waitSeconds = store.write(partition(phone), change -> {
            int wait = spendSend(change);
            if (wait > 0) return wait;
            forgetExpired(change);
            Rows.CODES.put(change, codeId(phoneCodeHash), fresh(phone, phoneCodeHash, code, 0));
            return 0;
        });
        return delivered(phone, phoneCodeHash, code, waitSeconds);
    }

    /// Sends a new code under the same phone_code_hash; the former code ends.
    ///
    /// Refuses with PHONE_CODE_EXPIRED, with FLOOD_WAIT_X before the time that [SentCode] named, and with
    /// SEND_CODE_UNAVAILABLE when it has been sent again often enough.
    public SentCode resend(Phone phone, String phoneCodeHash, String address) {
        addresses.spend(
                AddressBudgets.Purpose.SENT_CODES, address, policy.budgets().sendsPerAddress());
        String code = newCode();
        int waitSeconds = store.write(partition(phone), change -> {
            PhoneCode former = living(change, phoneCodeHash);
            if (former == null) throw RpcError.PHONE_CODE_EXPIRED.refuse();
            if (former.resends() >= policy.resendsMax()) throw RpcError.SEND_CODE_UNAVAILABLE.refuse();
            long early = former.sent() + policy.resendAfter().toSeconds() - now().getEpochSecond();
            if (early > 0) return (int) early;
            int wait = spendSend(change);
            if (wait > 0) return wait;
            Rows.CODES.put(change, codeId(phoneCodeHash), fresh(phone, phoneCodeHash, code, former.resends() + 1));
            return 0;
        });
        return delivered(phone, phoneCodeHash, code, waitSeconds);
    }

    /// Ends a code. Refuses with PHONE_CODE_EXPIRED where there is none.
    public void cancel(Phone phone, String phoneCodeHash) {
        store.write(partition(phone), change -> {
            if (living(change, phoneCodeHash) == null) throw RpcError.PHONE_CODE_EXPIRED.refuse();
            Rows.CODES.delete(change, codeId(phoneCodeHash));
            return null;
        });
    }

    /// Refuses with FLOOD_WAIT_X an address that has guessed too often. A hint before the phone's own rule.
    void requireTries(String address) {
        addresses.require(
                AddressBudgets.Purpose.WRONG_CODES, address, policy.budgets().wrongPerAddress());
    }

    void noteWrong(String address) {
        addresses.spend(
                AddressBudgets.Purpose.WRONG_CODES, address, policy.budgets().wrongPerAddress());
    }

    /// Checks a code inside a change of its phone. A wrong one costs a try, also where the caller refuses
    /// afterwards: so it must commit first and refuse then. After the last try the code is gone.
    Check check(Change change, Phone phone, String phoneCodeHash, String code, AuthKeyId key) {
        int wait = guessingWait(change);
        if (wait > 0) return new Check.Wait(wait);
        PhoneCode stored = living(change, phoneCodeHash);
        if (stored == null || isAnothers(stored, key)) return new Check.Expired();
        if (MessageDigest.isEqual(stored.mac(), mac(phone, phoneCodeHash, code))) return new Check.Right(stored);
        spend(change, WRONG, policy.budgets().wrongPerPhone());
        if (stored.triesLeft() <= 1) Rows.CODES.delete(change, codeId(phoneCodeHash));
        else Rows.CODES.put(change, codeId(phoneCodeHash), withTries(stored, stored.triesLeft() - 1));
        return new Check.Wrong();
    }

    /// Remembers that this key gave the right code, so that a sign-up may follow without it.
    void verify(Change change, String phoneCodeHash, PhoneCode right, AuthKeyId key) {
        var verified =
                new PhoneCode.Builder(right.mac(), right.triesLeft(), right.sent(), right.expires(), right.resends());
        Rows.CODES.put(
                change, codeId(phoneCodeHash), verified.verifiedBy(key.value()).build());
    }

    /// Whether this key has given the right code, and nothing has been made of it.
    boolean isVerified(View view, String phoneCodeHash, AuthKeyId key) {
        PhoneCode stored = living(view, phoneCodeHash);
        return stored != null && stored.verifiedBy() != null && !isAnothers(stored, key);
    }

    void consume(Change change, String phoneCodeHash) {
        Rows.CODES.delete(change, codeId(phoneCodeHash));
    }

    static Partition partition(Phone phone) {
        return Partition.phone(phone.digits());
    }

    private SentCode delivered(Phone phone, String phoneCodeHash, String code, int waitSeconds) {
        if (waitSeconds > 0) throw RpcError.FLOOD_WAIT_X.refuse(waitSeconds);
        try {
            provider.deliver(phone, code);
        } catch (UncheckedIOException failed) {
            throw RpcError.SMS_CODE_CREATE_FAILED.refuse();
        }
        return new SentCode(phoneCodeHash, policy.length(), policy.resendAfter());
    }

    private @Nullable PhoneCode living(View view, String phoneCodeHash) {
        PhoneCode stored = Rows.CODES.find(view, codeId(phoneCodeHash));
        return stored == null || stored.expires() <= now().getEpochSecond() ? null : stored;
    }

    private static boolean isAnothers(PhoneCode stored, AuthKeyId key) {
        Long verifiedBy = stored.verifiedBy();
        return verifiedBy != null && verifiedBy != key.value();
    }

    private void forgetExpired(Change change) {
        for (Table.Entry<Long, PhoneCode> each : Rows.CODES.scan(change, CODES_SCANNED, Order.ASCENDING)) {
            if (each.value().expires() <= now().getEpochSecond()) Rows.CODES.delete(change, each.key());
        }
    }

    private int spendSend(Change change) {
        int wait = guessingWait(change);
        return wait > 0 ? wait : spend(change, SENT, policy.budgets().sendsPerPhone());
    }

    private int guessingWait(View view) {
        return policy.budgets()
                .wrongPerPhone()
                .spend(untilMs(view, WRONG), now(), 1)
                .waitSeconds();
    }

    private int spend(Change change, long purpose, Budget budget) {
        Spending spending = budget.spend(untilMs(change, purpose), now(), 1);
        if (spending.isTaken()) Rows.PHONE_BUDGETS.put(change, purpose, new BudgetRow(spending.untilMs()));
        return spending.waitSeconds();
    }

    private static long untilMs(View view, long purpose) {
        BudgetRow row = Rows.PHONE_BUDGETS.find(view, purpose);
        return row == null ? 0 : row.untilMs();
    }

    private PhoneCode fresh(Phone phone, String phoneCodeHash, String code, int resends) {
        int sent = (int) now().getEpochSecond();
        int expires = sent + (int) policy.lifetime().toSeconds();
        return new PhoneCode.Builder(mac(phone, phoneCodeHash, code), policy.triesMax(), sent, expires, resends)
                .build();
    }

    private static PhoneCode withTries(PhoneCode code, int triesLeft) {
        return new PhoneCode.Builder(code.mac(), triesLeft, code.sent(), code.expires(), code.resends())
                .verifiedBy(code.verifiedBy())
                .build();
    }

    private String newPhoneCodeHash() {
        byte[] bytes = new byte[HASH_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private String newCode() {
        int bound = BigInteger.TEN.pow(policy.length()).intValueExact();
        return String.format("%0" + policy.length() + "d", random.nextInt(bound));
    }

    private byte[] mac(Phone phone, String phoneCodeHash, String code) {
        String whole = phone.text() + ":" + phoneCodeHash + ":" + code;
        return secret.mac("login code", whole.getBytes(StandardCharsets.UTF_8));
    }

    private static long codeId(String phoneCodeHash) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(phoneCodeHash.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has SHA-256
        }
    }

    Instant now() {
        return clock.instant();
    }

    /// What a client learns of a code that was sent.
    public record SentCode(String phoneCodeHash, int length, Duration resendAfter) {}

    /// What a code turned out to be.
    sealed interface Check {
        record Right(PhoneCode code) implements Check {}

        record Wrong() implements Check {}

        record Expired() implements Check {}

        record Wait(int seconds) implements Check {}
    }
}
