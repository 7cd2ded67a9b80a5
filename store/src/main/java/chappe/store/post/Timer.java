package chappe.store.post;

import java.time.Duration;

/// Runs something later, on a thread that may block. Tasks that are left when the process ends are not
/// missed: the letters lie in the store.
@FunctionalInterface
public interface Timer {
    void after(Duration delay, Runnable task);
}
