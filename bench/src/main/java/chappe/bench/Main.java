package chappe.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `./chappe bench NAME`: runs one benchmark, or lists them.
public final class Main {
    private static final Map<String, Bench> BENCHES = new LinkedHashMap<>();

    static {
        BENCHES.put("deliver", DeliverBench::main);
        BENCHES.put("handshakes", HandshakesBench::main);
        BENCHES.put("messages", MessagesBench::main);
        BENCHES.put("signup", SignupBench::main);
        BENCHES.put("idle", IdleBench::main);
        BENCHES.put("start", StartBench::main);
    }

    /// A benchmark's own main method.
    private interface Bench {
        void run(String[] arguments) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Bench bench = arguments.length == 0 ? null : BENCHES.get(arguments[0]);
        if (bench == null) {
            System.err.println("benchmarks: " + String.join(", ", List.copyOf(BENCHES.keySet())));
            System.exit(2);
            return;
        }
        bench.run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private Main() {}
}
