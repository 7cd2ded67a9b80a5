package chappe.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Time from exec of the launcher to `ready` on an existing build and existing data, and what is resident at rest.
final class StartBench {
    private static final int PEOPLE = 200;
    private static final int REST_S = 5;

    private StartBench() {}

    /// `--rounds N --dir PATH`
    static void main(String[] words) throws Exception {
        Arguments arguments = Arguments.of(words);
        System.out.println(Machine.describe());
        System.out.println("method: ./chappe serve on the data of " + PEOPLE
                + " people, clock from exec of the launcher to the" + " line `ready`; resident is VmRSS " + REST_S
                + " s later, no connections, no collection asked for");
        try (Folder folder = Folder.create(arguments.path("--dir", "/tmp"))) {
            try (ServerProcess server = ServerProcess.start(folder)) {
                System.out.println("server: " + server.flags());
                System.out.printf(Locale.ROOT, "first start, new data: %.2f s%n", server.startSeconds());
                Crowd.enter(new People(server), 0, PEOPLE).close();
            }
            run(folder, arguments.number("--rounds", 7));
        }
    }

    private static void run(Folder folder, int rounds) throws Exception {
        List<Double> seconds = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            try (ServerProcess server = ServerProcess.start(folder)) {
                TimeUnit.SECONDS.sleep(REST_S);
                seconds.add(server.startSeconds());
                resident.add(server.residentKilobytes() / 1024);
                System.out.printf(
                        Locale.ROOT,
                        "start %d: %.2f s to ready, %.0f MB at rest (fsync p50 %.0f us)%n",
                        i,
                        seconds.getLast(),
                        resident.getLast(),
                        Machine.syncMicros(folder.path()));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "median: %.2f s to ready, %.0f MB resident at rest%n",
                Samples.median(seconds),
                Samples.median(resident));
    }
}
