package chappe.bench;

import chappe.world.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Memory of the server for each idle connection that is logged in.
final class IdleBench {
    private static final int REST_S = 12;
    private static final int HOLD_S = 60;

    private IdleBench() {}

    /// `--sessions N --rounds N --dir PATH --hold`; held, the sessions stay for a while, for a look into the server
    static void main(String[] words) throws Exception {
        Arguments arguments = Arguments.of(words);
        int sessions = arguments.number("--sessions", 5_000);
        System.out.println(Machine.describe());
        System.out.println(
                "method: (resident with " + sessions + " logged-in idle sessions, each of an own person, key and"
                        + " connection - resident with none, the same people in the store) / " + sessions
                        + "; resident is VmRSS of the server process after jcmd GC.run");
        List<Double> figures = new ArrayList<>();
        for (int i = 0; i < arguments.number("--rounds", 3); i++) {
            try (Folder folder = Folder.create(arguments.path("--dir", "/tmp"))) {
                figures.add(round(folder, sessions, arguments.has("--hold")));
            }
        }
        System.out.printf(Locale.ROOT, "median: %.1f KB for each idle connection%n", Samples.median(figures));
    }

    /// The people sign up with another process of the server, so that what their sign-up left in memory does not count
    /// and what their log-in and session keep there does.
    private static double round(Folder folder, int sessions, boolean isHeld) throws Exception {
        try (ServerProcess server = ServerProcess.start(folder)) {
            System.out.println("server: " + server.flags());
            Crowd.enter(new People(server), 0, sessions).close();
        }
        try (ServerProcess server = ServerProcess.start(folder)) {
            Crowd.enter(new People(server), sessions, 20).close();
            double sync = Machine.syncMicros(server.data());
            double before = resident(server);
            try (Crowd crowd = Crowd.enter(new People(server), 0, sessions)) {
                TimeUnit.SECONDS.sleep(1); // the last notices come
                for (TestClient each : crowd.clients()) each.rest();
                double after = resident(server);
                double each = (after - before) / crowd.clients().size();
                System.out.printf(
                        Locale.ROOT,
                        "resident: %.0f MB with none, %.0f MB with %d: %.1f KB each (fsync p50 %.0f us) pid %d%n",
                        before / 1024,
                        after / 1024,
                        sessions,
                        each,
                        sync,
                        server.pid());
                if (isHeld) TimeUnit.SECONDS.sleep(HOLD_S);
                return each;
            }
        }
    }

    private static double resident(ServerProcess server) throws Exception {
        TimeUnit.SECONDS.sleep(REST_S); // acknowledgements go, caches settle
        server.collect();
        server.collect();
        return server.residentKilobytes();
    }
}
