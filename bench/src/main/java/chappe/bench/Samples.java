package chappe.bench;

import java.util.Arrays;
import java.util.Collection;

/// Durations in nanoseconds, in the order of their coming. Guarded by `this`.
final class Samples {
    private static final int START_SIZE = 1024;
    private static final double NANOS_PER_MS = 1e6;

    private long[] nanos = new long[START_SIZE];
    private int count;

    synchronized void add(long sample) {
        if (count == nanos.length) nanos = Arrays.copyOf(nanos, 2 * count);
        nanos[count++] = sample;
    }

    synchronized int count() {
        return count;
    }

    private synchronized long[] all() {
        return Arrays.copyOf(nanos, count);
    }

    /// The durations of several, from the shortest to the longest.
    static long[] sorted(Collection<Samples> parts) {
        long[] all =
                parts.stream().flatMapToLong(part -> Arrays.stream(part.all())).toArray();
        Arrays.sort(all);
        return all;
    }

    /// @param sorted of [#sorted]; not empty
    static double percentileMs(long[] sorted, int percent) {
        return sorted[(int) ((long) sorted.length * percent / 100)] / NANOS_PER_MS;
    }

    static double median(Collection<Double> figures) {
        double[] sorted =
                figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
