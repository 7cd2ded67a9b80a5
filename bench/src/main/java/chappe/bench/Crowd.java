package chappe.bench;

import chappe.world.TestClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Many sessions at once. Setting them up is never part of a figure.
record Crowd(List<TestClient> clients) implements AutoCloseable {
    private static final int AT_ONCE = 16;

    /// One session for each of `count` people, from the one with number `first` on.
    static Crowd enter(People people, int first, int count) throws InterruptedException, ExecutionException {
        var turns = new Semaphore(AT_ONCE);
        List<Future<TestClient>> entering = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = first; i < first + count; i++) {
                int number = i;
                entering.add(threads.submit(() -> {
                    turns.acquire();
                    try {
                        return people.enter(number);
                    } finally {
                        turns.release();
                    }
                }));
            }
        }
        List<TestClient> clients = new ArrayList<>();
        for (Future<TestClient> each : entering) clients.add(each.get());
        return new Crowd(List.copyOf(clients));
    }

    @Override
    public void close() throws IOException {
        for (TestClient each : clients) each.close();
    }
}
