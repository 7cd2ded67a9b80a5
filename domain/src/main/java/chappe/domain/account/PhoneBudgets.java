package chappe.domain.account;

import chappe.domain.account.Budget.Spending;
import chappe.store.Change;
import chappe.store.Table;
import chappe.store.View;
import chappe.store.View.Order;
import chappe.store.record.BudgetRow;
import chappe.store.record.KnownNetwork;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What may be sent to a phone and guessed at it, kept in the phone's own partition, so that the commit that sends
/// or guesses also counts.
///
/// Besides what all share, each network from which a right code came has an allowance ([CodePolicy] says why). Of a
/// network a keyed digest is stored, not its address. Immutable.
final class PhoneBudgets {
    private final Clock clock;
    private final ServerSecret secret;
    private final CodePolicy policy;

    PhoneBudgets(Clock clock, ServerSecret secret, CodePolicy policy) {
        this.clock = clock;
        this.secret = secret;
        this.policy = policy;
    }

    /// Seconds until a code may be sent; 0: now. Who may not guess is sent nothing.
    int sendWait(View view, Phone phone, String address) {
        KnownNetwork own = Rows.KNOWN_NETWORKS.find(view, networkId(phone, address));
        return Math.max(wait(view, own, Purpose.SENT), wait(view, own, Purpose.WRONG));
    }

    /// Seconds until another code may be given; 0: now.
    int guessWait(View view, Phone phone, String address) {
        return wait(view, Rows.KNOWN_NETWORKS.find(view, networkId(phone, address)), Purpose.WRONG);
    }

    /// Takes one of what is left, after the wait was found to be 0.
    void spend(Change change, Phone phone, String address, Purpose purpose) {
        Spending ofAll = shared(purpose).spend(untilMs(change, purpose), now(), 1);
        if (ofAll.isTaken()) {
            Rows.PHONE_BUDGETS.put(change, purpose.key, new BudgetRow(ofAll.untilMs()));
            return;
        }
        long id = networkId(phone, address);
        KnownNetwork own = Rows.KNOWN_NETWORKS.find(change, id);
        if (own == null) throw new IllegalStateException("nothing was left to spend");
        long untilMs = allowed(purpose).spend(untilMs(own, purpose), now(), 1).untilMs();
        Rows.KNOWN_NETWORKS.put(
                change,
                id,
                switch (purpose) {
                    case SENT -> new KnownNetwork(own.seen(), untilMs, own.wrongUntilMs());
                    case WRONG -> new KnownNetwork(own.seen(), own.sentUntilMs(), untilMs);
                });
    }

    /// Gives back what a code has cost that nobody took.
    void refundSend(Change change) {
        long untilMs = shared(Purpose.SENT).refunded(untilMs(change, Purpose.SENT));
        Rows.PHONE_BUDGETS.put(change, Purpose.SENT.key, new BudgetRow(untilMs));
    }

    /// Remembers the network that a right code came from, among the last ones of the phone.
    void remember(Change change, Phone phone, String address) {
        long id = networkId(phone, address);
        KnownNetwork former = Rows.KNOWN_NETWORKS.find(change, id);
        int seen = (int) now().getEpochSecond();
        if (former != null) {
            Rows.KNOWN_NETWORKS.put(change, id, new KnownNetwork(seen, former.sentUntilMs(), former.wrongUntilMs()));
            return;
        }
        int most = policy.allowance().networks();
        List<Table.Entry<Long, KnownNetwork>> known = Rows.KNOWN_NETWORKS.scan(change, most, Order.ASCENDING);
        if (known.size() >= most) {
            known.stream()
                    .min(Comparator.comparingInt(each -> each.value().seen()))
                    .ifPresent(oldest -> Rows.KNOWN_NETWORKS.delete(change, oldest.key()));
        }
        Rows.KNOWN_NETWORKS.put(change, id, new KnownNetwork(seen, 0, 0));
    }

    /// The shorter one of the shared wait and the own.
    private int wait(View view, @Nullable KnownNetwork own, Purpose purpose) {
        int ofAll = shared(purpose).spend(untilMs(view, purpose), now(), 1).waitSeconds();
        if (own == null) return ofAll;
        return Math.min(
                ofAll, allowed(purpose).spend(untilMs(own, purpose), now(), 1).waitSeconds());
    }

    private Budget shared(Purpose purpose) {
        return switch (purpose) {
            case SENT -> policy.budgets().sendsPerPhone();
            case WRONG -> policy.budgets().wrongPerPhone();
        };
    }

    private Budget allowed(Purpose purpose) {
        return switch (purpose) {
            case SENT -> policy.allowance().sends();
            case WRONG -> policy.allowance().wrong();
        };
    }

    private static long untilMs(View view, Purpose purpose) {
        BudgetRow row = Rows.PHONE_BUDGETS.find(view, purpose.key);
        return row == null ? 0 : row.untilMs();
    }

    private static long untilMs(KnownNetwork own, Purpose purpose) {
        return switch (purpose) {
            case SENT -> own.sentUntilMs();
            case WRONG -> own.wrongUntilMs();
        };
    }

    private long networkId(Phone phone, String address) {
        String whole = phone.text() + ":" + AddressBudgets.network(address);
        return ByteBuffer.wrap(secret.mac("known network", whole.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private Instant now() {
        return clock.instant();
    }

    /// What a budget is for; the key of its row.
    enum Purpose {
        SENT(0),
        WRONG(1);

        private final long key;

        Purpose(long key) {
            this.key = key;
        }
    }
}
