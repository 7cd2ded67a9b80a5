package chappe.domain.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A code provider that keeps the last code of each phone, as its owner's telephone would.
final class SentCodes implements CodeProvider {
    private final Map<Phone, String> last = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean isBroken;

    @Override
    public void deliver(Phone phone, String code) {
        if (isBroken) throw new UncheckedIOException(new IOException("no line"));
        last.put(phone, code);
        count.incrementAndGet();
    }

    String last(Phone phone) {
        return Objects.requireNonNull(last.get(phone), "no code was sent");
    }

    /// A code that is not the last one.
    String wrong(Phone phone) {
        int code = Integer.parseInt(last(phone));
        return String.format("%05d", (code + 1) % 100_000);
    }

    int count() {
        return count.get();
    }

    void breakDown() {
        isBroken = true;
    }
}
