package chappe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.wire.mtproto.Ping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// A server that starts must not load 2,500 records before the first call needs one.
class StartUpTest {
    private static final String DONE = "read again: ";

    /// What the fresh JVM runs.
    static final class OneRoundTrip {
        private OneRoundTrip() {}

        public static void main(String[] arguments) {
            byte[] bytes = TlWriter.toBytes(new Ping(1), Layers.newest());
            System.out.println(DONE + TlReader.readWhole(bytes, Layers.newest()));
        }
    }

    @Test
    void aLookupLoadsOnlyTheRecordsThatItMeets() throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Process process = new ProcessBuilder(
                        java,
                        "-Xlog:class+load",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        OneRoundTrip.class.getName())
                .redirectErrorStream(true)
                .start();

        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output).contains(DONE + "Ping[pingId=1]");
        assertThat(output.lines().filter(line -> line.contains(" chappe.wire.")))
                .hasSizeLessThan(20);
    }
}
