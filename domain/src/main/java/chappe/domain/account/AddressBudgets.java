package chappe.domain.account;

import chappe.core.RpcError;
import chappe.domain.account.Budget.Spending;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.Table;
import chappe.store.record.BudgetRow;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What each address has asked for and guessed, stored so that neither a restart nor another node forgives it.
///
/// An IPv6 address counts with its /64, which is one customer's. Rows go when their budget is whole again: each
/// writing looks at a few of its neighbours.
final class AddressBudgets {
    private static final int FIRST_PARTITION = 1_000;
    private static final int SHARDS = 256;
    private static final int NEIGHBOURS = 4;

    private final Store store;
    private final Clock clock;

    AddressBudgets(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Takes one, or refuses with FLOOD_WAIT_X.
    void spend(Purpose purpose, String address, Budget budget) {
        String key = key(purpose, address);
        Spending spending = store.write(shard(key), change -> {
            Spending made = budget.spend(untilMs(Rows.ADDRESS_BUDGETS.find(change, key)), clock.instant(), 1);
            if (made.isTaken()) Rows.ADDRESS_BUDGETS.put(change, key, new BudgetRow(made.untilMs()));
            forgetWholeAfter(change, key);
            return made;
        });
        if (!spending.isTaken()) throw RpcError.FLOOD_WAIT_X.refuse(spending.waitSeconds());
    }

    /// Refuses with FLOOD_WAIT_X where nothing is left; takes nothing.
    void require(Purpose purpose, String address, Budget budget) {
        String key = key(purpose, address);
        long untilMs = store.read(shard(key), view -> untilMs(Rows.ADDRESS_BUDGETS.find(view, key)));
        Spending spending = budget.spend(untilMs, clock.instant(), 1);
        if (!spending.isTaken()) throw RpcError.FLOOD_WAIT_X.refuse(spending.waitSeconds());
    }

    private void forgetWholeAfter(Change change, String key) {
        long nowMs = clock.millis();
        for (Table.Entry<String, BudgetRow> each : Rows.ADDRESS_BUDGETS.scanAfter(change, key, NEIGHBOURS)) {
            if (each.value().untilMs() <= nowMs) Rows.ADDRESS_BUDGETS.delete(change, each.key());
        }
    }

    private static long untilMs(@Nullable BudgetRow row) {
        return row == null ? 0 : row.untilMs();
    }

    private static Partition shard(String key) {
        return Partition.server(FIRST_PARTITION + Math.floorMod(key.hashCode(), SHARDS));
    }

    private static String key(Purpose purpose, String address) {
        return purpose.code + network(address);
    }

    /// The text of an address that is no IP address (an in-memory transport's) stands for itself.
    static String network(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            boolean isV6 = InetAddress.getByAddress(bytes) instanceof Inet6Address;
            return HexFormat.of().formatHex(isV6 ? Arrays.copyOf(bytes, 8) : bytes);
        } catch (IllegalArgumentException | UnknownHostException noLiteral) {
            return address;
        }
    }

    /// What a budget is for.
    enum Purpose {
        SENT_CODES("s"),
        WRONG_CODES("w"),
        WRONG_PASSWORDS("p");

        private final String code;

        Purpose(String code) {
            this.code = code;
        }
    }
}
