package chappe.domain.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A code provider that keeps the last code of each phone, as its owner's telephone would.
final class SentCodes implements CodeProvider {
    private final Map<Phone, String> last = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile @Nullable UncheckedIOException broken;

    @Override
    public void deliver(Phone phone, String code) {
        UncheckedIOException failure = broken;
        if (failure != null) throw failure;
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
        broken = new UncheckedIOException(new IOException("no line"));
    }

    /// From now on the other side has the code and does not answer.
    void fallSilent() {
        broken = new DeliveryFault("no answer", true);
    }

    void recover() {
        broken = null;
    }
}
