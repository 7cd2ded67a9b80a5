package chappe.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/// What stands beside every figure: the machine, and how long its disk takes to sync.
final class Machine {
    private static final int SYNCS = 500;
    private static final int SYNC_BYTES = 4096;
    private static final long NANOS_PER_TICK = 10_000_000;

    /// Cores, memory and the JVM.
    static String describe() throws IOException {
        String memory = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\D+", "");
        return String.format(
                Locale.ROOT,
                "machine: cores=%d memory=%d MB jvm=%s %s heap=%d MB",
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(memory) / 1024,
                System.getProperty("java.vm.name"),
                Runtime.version(),
                Runtime.getRuntime().maxMemory() >> 20);
    }

    /// Median microseconds of appending 4 KiB to a file in `folder` and syncing it.
    static double syncMicros(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "sync", ".bin");
        long[] nanos = new long[SYNCS];
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SYNCS; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(SYNC_BYTES));
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(nanos);
        return nanos[SYNCS / 2] / 1e3;
    }

    /// Processor time of this process so far, all threads, user and kernel.
    static long cpuNanos() throws IOException {
        return cpuNanos(Path.of("/proc/self/stat"));
    }

    /// @param statFile a process's `/proc/PID/stat`
    static long cpuNanos(Path statFile) throws IOException {
        String[] stat = Files.readString(statFile).replaceAll("^.*\\) ", "").split(" ", -1);
        return (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) * NANOS_PER_TICK;
    }

    /// Resident memory of this process in MB.
    static long residentMegabytes() throws IOException {
        return (long) (residentKilobytes(Path.of("/proc/self/status")) / 1024);
    }

    /// @param statusFile a process's `/proc/PID/status`
    static double residentKilobytes(Path statusFile) throws IOException {
        for (String line : Files.readAllLines(statusFile)) {
            if (line.startsWith("VmRSS:")) return Double.parseDouble(line.replaceAll("\\D+", ""));
        }
        throw new IOException("no VmRSS in " + statusFile);
    }

    private Machine() {}
}
