package chappe.store.embedded;

import chappe.core.UserId;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store.Letter;
import chappe.store.StoreFault;
import chappe.store.TestRecords;
import chappe.store.TestRecords.Parcel;
import chappe.store.View;
import chappe.store.post.PostOffice;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own, to be killed. Its output tells what it was told: each line is an answer that it
/// got.
///
/// Writer `w` counts in its own partition, and sends each number to a reader, which keeps one row for each it got.
public final class Victim {
    static final int WRITERS = 8;
    static final int READERS = 3;
    private static final byte[] COUNTER = {0};
    private static final int FILLING = 64 << 10;

    private final RocksStore store;

    Victim(RocksStore store) {
        this.store = store;
    }

    /// `load FOLDER` writes until it is killed; `fill FOLDER` until the disk is full.
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        var settings = new RocksSettings(8 << 20, 1 << 30, 2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                var store = new RocksStore(folder, TestRecords.SCHEMA, settings);
                PostOffice office = office(store, threads)) {
            var victim = new Victim(store);
            if (arguments[0].equals("fill")) {
                victim.fill();
                return;
            }
            office.drain(read -> {});
            System.out.println("ready");
            for (int w = 0; w < WRITERS; w++) {
                int writer = w;
                threads.execute(() -> victim.writeForEver(writer));
            }
            threads.awaitTermination(1, TimeUnit.HOURS);
        }
    }

    static PostOffice office(RocksStore store, ExecutorService threads) {
        var office = new PostOffice(store, threads, (delay, task) -> {
            throw new IllegalStateException("nothing fails here");
        });
        office.on(Parcel.class, Victim::receive);
        return office;
    }

    static Partition writer(int number) {
        return Partition.box(new UserId(1 + number));
    }

    static Partition reader(int number) {
        return Partition.account(new UserId(1 + number));
    }

    static long counter(View view) {
        byte[] stored = view.find(COUNTER);
        return stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
    }

    static byte[] receipt(Partition from, long number) {
        return ByteBuffer.allocate(17)
                .put((byte) 1)
                .putLong(from.number())
                .putLong(number)
                .array();
    }

    /// How often the reader got this number.
    static int times(View view, Partition from, long number) {
        byte[] stored = view.find(receipt(from, number));
        return stored == null ? 0 : stored[0];
    }

    private static void receive(Change change, Letter<Parcel> letter) {
        byte[] key = receipt(letter.from(), letter.body().weight());
        change.put(key, new byte[] {
            (byte) (times(change, letter.from(), letter.body().weight()) + 1)
        });
    }

    private void writeForEver(int writer) {
        while (true) {
            long number = store.write(writer(writer), change -> {
                long next = counter(change) + 1;
                change.put(COUNTER, ByteBuffer.allocate(8).putLong(next).array());
                change.post(reader((int) (next % READERS)), new Parcel(next));
                return next;
            });
            System.out.println("answer " + writer + " " + number);
        }
    }

    private void fill() {
        try {
            while (true) {
                long number = store.write(writer(0), change -> {
                    long next = counter(change) + 1;
                    change.put(COUNTER, ByteBuffer.allocate(8).putLong(next).array());
                    change.put(
                            ByteBuffer.allocate(9).put((byte) 2).putLong(next).array(), new byte[FILLING]);
                    return next;
                });
                System.out.println("answer 0 " + number);
            }
        } catch (StoreFault full) {
            System.out.println("fault writable=" + store.isWritable() + " counter="
                    + store.<Long>read(writer(0), Victim::counter));
        }
        try {
            store.write(writer(1), change -> {
                change.put(COUNTER, new byte[8]);
                return true;
            });
            System.out.println("wrote after the fault");
        } catch (StoreFault full) {
            System.out.println("fault again");
        }
    }
}
