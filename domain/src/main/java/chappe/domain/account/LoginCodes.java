package chappe.domain.account;

import chappe.core.AuthKeyId;
import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.domain.account.PhoneBudgets.Purpose;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.Table;
import chappe.store.View;
import chappe.store.View.Order;
import chappe.store.record.PhoneCode;
import chappe.store.record.RecentCodes;
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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Login codes: made at random, handed to a [CodeProvider], and checked in the commit that they open.
///
/// Of a code the store keeps an HMAC under the server's secret, of its phone_code_hash a digest: who reads
/// the store can neither use nor guess them. Several codes of one phone live beside each other, so that a
/// stranger who asks for a code does not end the owner's; what all of them may be guessed is bounded by the
/// phone's budget.
public final class LoginCodes {
    private static final int CODES_SCANNED = 64;
    private static final int HASH_BYTES = 16;
    private static final int RECENT_MAC_BYTES = 8;

    private final Store store;
    private final Clock clock;
    private final SecureRandom random;
    private final ServerSecret secret;
    private final List<CodeProvider> ways;
    private final CodePolicy policy;
    private final AddressBudgets addresses;
    private final PhoneBudgets budgets;
    private final CodeQueue queue;

    public LoginCodes(
            Store store,
            Clock clock,
            SecureRandom random,
            ServerSecret secret,
            CodeProvider provider,
            CodePolicy policy) {
        this(store, clock, random, secret, List.of(provider), policy);
    }

    /// @param ways in the order in which a code that is asked for again takes them; the last one serves from there
    ///     on, and reaches everybody
    public LoginCodes(
            Store store,
            Clock clock,
            SecureRandom random,
            ServerSecret secret,
            List<CodeProvider> ways,
            CodePolicy policy) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.secret = secret;
        this.ways = List.copyOf(ways);
        this.policy = policy;
        this.addresses = new AddressBudgets(store, clock);
        this.budgets = new PhoneBudgets(clock, secret, policy);
        this.queue = new CodeQueue(clock, policy.pace());
    }

    /// Makes a code and hands it on.
    ///
    /// Refuses with FLOOD_WAIT_X when the phone or the address has asked too often or guessed wrong too
    /// often, or all together ask too much, with PHONE_NUMBER_BANNED when the operator has banned its account, and
    /// with SMS_CODE_CREATE_FAILED when no provider took the code: then nothing has been used up but the address's
    /// asking.
    public SentCode send(Phone phone, String address) {
        admit(phone, address);
        String phoneCodeHash = newPhoneCodeHash();
        Prepared prepared = store.write(partition(phone), change -> {
            if (Rows.PHONE_BAN.find(change) != null) throw RpcError.PHONE_NUMBER_BANNED.refuse();
            requireNoWait(budgets.sendWait(change, phone, address));
            forgetExpired(change);
            return prepared(change, new Asked(phone, phoneCodeHash, address), null);
        });
        return delivered(phone, phoneCodeHash, prepared);
    }

    /// Sends a new code under the same phone_code_hash, by the next way; the former code ends.
    ///
    /// Refuses with PHONE_CODE_EXPIRED, with FLOOD_WAIT_X before the time that [SentCode] named, and with
    /// SEND_CODE_UNAVAILABLE when it has been sent again often enough, or when no provider took the code: then the
    /// former one still serves.
    public SentCode resend(Phone phone, String phoneCodeHash, String address) {
        admit(phone, address);
        Prepared prepared = store.write(partition(phone), change -> {
            PhoneCode former = living(change, phoneCodeHash);
            if (former == null) throw RpcError.PHONE_CODE_EXPIRED.refuse();
            if (former.resends() >= policy.resendsMax()) throw RpcError.SEND_CODE_UNAVAILABLE.refuse();
            requireNoWait(former.sent() + policy.resendAfter().toSeconds() - now().getEpochSecond());
            requireNoWait(budgets.sendWait(change, phone, address));
            return prepared(change, new Asked(phone, phoneCodeHash, address), former);
        });
        return delivered(phone, phoneCodeHash, prepared);
    }

    /// The owner says that a code has not come: the provider that took it is asked less often.
    ///
    /// Refuses with PHONE_CODE_EXPIRED where there is none.
    public void reportMissing(Phone phone, String phoneCodeHash) {
        PhoneCode code = store.read(partition(phone), view -> living(view, phoneCodeHash));
        if (code == null) throw RpcError.PHONE_CODE_EXPIRED.refuse();
        waysFrom(phone, code.resends()).getFirst().reportMissing(phone);
    }

    /// What a client is told of a code that still serves. Refuses with PHONE_CODE_EXPIRED where there is none.
    SentCode get(Phone phone, String phoneCodeHash) {
        PhoneCode code = store.read(partition(phone), view -> living(view, phoneCodeHash));
        if (code == null) throw RpcError.PHONE_CODE_EXPIRED.refuse();
        CodeForm form = waysFrom(phone, code.resends()).getFirst().form(phone);
        boolean mayResend = code.resends() < policy.resendsMax();
        return new SentCode(phoneCodeHash, form, policy.length(), policy.resendAfter(), mayResend);
    }

    /// Ends a code. Refuses with PHONE_CODE_EXPIRED where there is none.
    public void cancel(Phone phone, String phoneCodeHash) {
        store.write(partition(phone), change -> {
            if (living(change, phoneCodeHash) == null) throw RpcError.PHONE_CODE_EXPIRED.refuse();
            Rows.CODES.delete(change, codeId(phoneCodeHash));
            return null;
        });
    }

    /// Ends all codes of a number, in a change of it.
    static void endAll(Change phone) {
        Rows.CODES.deleteAll(phone, CODES_SCANNED);
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
    Check check(Change change, Guess guess) {
        int wait = budgets.guessWait(change, guess.phone(), guess.address());
        if (wait > 0) return new Check.Wait(wait);
        PhoneCode stored = living(change, guess.phoneCodeHash());
        if (stored == null || isAnothers(stored, guess.key())) return new Check.Expired();
        if (MessageDigest.isEqual(stored.mac(), mac(guess.phone(), guess.phoneCodeHash(), guess.code()))) {
            budgets.remember(change, guess.phone(), guess.address());
            return new Check.Right(stored);
        }
        budgets.spend(change, guess.phone(), guess.address(), Purpose.WRONG);
        long id = codeId(guess.phoneCodeHash());
        if (stored.triesLeft() <= 1) Rows.CODES.delete(change, id);
        else Rows.CODES.put(change, id, withTries(stored, stored.triesLeft() - 1));
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

    /// Lets through whose turn has come, which has been paid for, or who may ask now; refuses with FLOOD_WAIT_X. Who is
    /// over the phone's budget takes no place in the queue; the commit that sends looks at it again.
    private void admit(Phone phone, String address) {
        if (queue.takesItsTurn(phone)) return;
        addresses.spend(
                AddressBudgets.Purpose.SENT_CODES, address, policy.budgets().sendsPerAddress());
        requireNoWait(store.read(partition(phone), view -> budgets.sendWait(view, phone, address)));
        queue.enter(phone);
    }

    private static void requireNoWait(long seconds) {
        if (seconds > 0) throw RpcError.FLOOD_WAIT_X.refuse((int) seconds);
    }

    private Prepared prepared(Change change, Asked asked, @Nullable PhoneCode former) {
        budgets.spend(change, asked.phone(), asked.address(), Purpose.SENT);
        String code = unlikeTheLast(change, asked.phone());
        PhoneCode fresh = fresh(asked, code, former == null ? 0 : former.resends() + 1);
        Rows.CODES.put(change, codeId(asked.phoneCodeHash()), fresh);
        return new Prepared(code, fresh, former);
    }

    /// Hands the code to the way whose turn it is; when that fails, to those after it.
    private SentCode delivered(Phone phone, String phoneCodeHash, Prepared prepared) {
        int resends = prepared.fresh().resends();
        boolean mayArrive = false;
        for (CodeProvider way : waysFrom(phone, resends)) {
            try {
                way.deliver(phone, prepared.code());
                boolean mayResend = resends < policy.resendsMax();
                return new SentCode(phoneCodeHash, way.form(phone), policy.length(), policy.resendAfter(), mayResend);
            } catch (UncheckedIOException failed) {
                mayArrive |= failed instanceof DeliveryFault fault && fault.mayArrive();
            }
        }
        boolean isCounted = mayArrive;
        store.write(partition(phone), change -> undone(change, phoneCodeHash, prepared, isCounted));
        throw (prepared.former() == null ? RpcError.SMS_CODE_CREATE_FAILED : RpcError.SEND_CODE_UNAVAILABLE).refuse();
    }

    /// Takes back a code that nobody took, unless something has been made of it: a former one serves again. What it has
    /// cost stays spent where it may arrive all the same.
    private boolean undone(Change change, String phoneCodeHash, Prepared prepared, boolean mayArrive) {
        long id = codeId(phoneCodeHash);
        PhoneCode stored = Rows.CODES.find(change, id);
        if (stored != null
                && MessageDigest.isEqual(stored.mac(), prepared.fresh().mac())) {
            if (prepared.former() == null) Rows.CODES.delete(change, id);
            else Rows.CODES.put(change, id, prepared.former());
        }
        if (!mayArrive) budgets.refundSend(change);
        return true;
    }

    private List<CodeProvider> waysFrom(Phone phone, int resends) {
        List<CodeProvider> leading =
                ways.stream().filter(way -> way.reaches(phone)).toList();
        return leading.subList(Math.min(resends, leading.size() - 1), leading.size());
    }

    /// A code that is none of the phone's last ones: those that live beside each other differ, and nobody is sent the
    /// same one twice in a row.
    private String unlikeTheLast(Change change, Phone phone) {
        RecentCodes recent = Rows.RECENT_CODES.find(change);
        List<byte[]> macs = recent == null ? List.of() : recent.macs();
        String code = newCode();
        while (contains(macs, recentMac(phone, code))) code = newCode();
        List<byte[]> kept = Stream.concat(Stream.of(recentMac(phone, code)), macs.stream())
                .limit(Limits.CODES_REMEMBERED_MAX)
                .toList();
        Rows.RECENT_CODES.put(change, new RecentCodes(kept));
        return code;
    }

    private static boolean contains(List<byte[]> macs, byte[] mac) {
        return macs.stream().anyMatch(each -> MessageDigest.isEqual(each, mac));
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

    private PhoneCode fresh(Asked asked, String code, int resends) {
        int sent = (int) now().getEpochSecond();
        int expires = sent + (int) policy.lifetime().toSeconds();
        byte[] mac = mac(asked.phone(), asked.phoneCodeHash(), code);
        return new PhoneCode.Builder(mac, policy.triesMax(), sent, expires, resends).build();
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

    private byte[] recentMac(Phone phone, String code) {
        byte[] mac = secret.mac("recent code", (phone.text() + ":" + code).getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(mac, RECENT_MAC_BYTES);
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
    ///
    /// @param mayResend whether it may be asked for again, after `resendAfter`
    public record SentCode(String phoneCodeHash, CodeForm form, int length, Duration resendAfter, boolean mayResend) {}

    /// A code that somebody gives under a key, from an address.
    record Guess(Phone phone, String phoneCodeHash, String code, AuthKeyId key, String address) {
        static Guess of(SignIns.Login login, String phoneCodeHash, String code) {
            return new Guess(
                    login.phone(),
                    phoneCodeHash,
                    code,
                    login.authKeyId(),
                    login.client().address());
        }
    }

    private record Asked(Phone phone, String phoneCodeHash, String address) {}

    private record Prepared(
            String code, PhoneCode fresh, @Nullable PhoneCode former) {}

    /// What a code turned out to be.
    sealed interface Check {
        record Right(PhoneCode code) implements Check {}

        record Wrong() implements Check {}

        record Expired() implements Check {}

        record Wait(int seconds) implements Check {}
    }
}
