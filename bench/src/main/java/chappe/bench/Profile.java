package chappe.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/// Where a server's Java threads spent processor time, out of a JFR recording of it: by our classes, and by the
/// methods that ran. What no Java thread spent is the compiler's, the collector's and the store's own threads'.
///
/// @param ours samples by the innermost class of ours on the stack
/// @param leaves samples by the method that ran
record Profile(Map<String, Integer> ours, Map<String, Integer> leaves, int samples) {
    private static final String EVENT = "jdk.CPUTimeSample";
    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final String OWN_PACKAGE = "chappe.";
    private static final int LINES = 20;
    private static final String NAME = "bench";

    static List<String> startOptions() {
        return List.of("name=" + NAME, EVENT + "#enabled=true", EVENT + "#throttle=" + PERIOD.toMillis() + "ms");
    }

    static List<String> stopOptions(Path file) {
        return List.of("name=" + NAME, "filename=" + file.toAbsolutePath());
    }

    static Profile read(Path file) throws IOException {
        Map<String, Integer> ours = new HashMap<>();
        Map<String, Integer> leaves = new HashMap<>();
        int samples = 0;
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (!event.getEventType().getName().equals(EVENT)) continue;
                samples++;
                if (event.getStackTrace() == null) continue;
                List<RecordedFrame> frames = event.getStackTrace().getFrames();
                leaves.merge(name(frames.getFirst().getMethod()), 1, Integer::sum);
                String own = frames.stream()
                        .map(each -> each.getMethod().getType().getName())
                        .filter(each -> each.startsWith(OWN_PACKAGE))
                        .findFirst()
                        .orElse("none of ours");
                ours.merge(own, 1, Integer::sum);
            }
        }
        return new Profile(Map.copyOf(ours), Map.copyOf(leaves), samples);
    }

    /// @param cpuNanos processor time of the whole process meanwhile
    void print(long cpuNanos) {
        double share = 100.0 * samples * PERIOD.toNanos() / cpuNanos;
        System.out.printf(
                Locale.ROOT,
                "profile: %d samples of Java threads, one each %d ms of processor time: %.0f %% of the process's%n",
                samples,
                PERIOD.toMillis(),
                share);
        print("by our innermost class", ours);
        print("by the method that ran", leaves);
    }

    private void print(String title, Map<String, Integer> counts) {
        System.out.println("  " + title);
        counts.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Integer> each) -> -each.getValue()))
                .limit(LINES)
                .forEach(each -> System.out.printf(
                        Locale.ROOT, "    %5.1f %%  %s%n", 100.0 * each.getValue() / samples, each.getKey()));
    }

    private static String name(RecordedMethod method) {
        return method.getType().getName() + "." + method.getName();
    }
}
