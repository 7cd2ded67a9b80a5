package chappe.server;

import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line of the server; `./chappe` passes `serve`, `backup`, `restore`, `admin`, `keys` and `methods` on to
/// it.
@Command(
        name = "chappe",
        description = "A self-hosted messaging server that speaks MTProto.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ServeCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            AdminCommand.class,
            KeysCommand.class,
            MethodsCommand.class
        })
public final class Main implements Runnable {

    public static void main(String[] args) {
        System.exit(run(writer(System.out), writer(System.err), args));
    }

    /// @return the process's exit code: 0 done, 1 cannot, 2 wrong usage
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, _, _) -> {
                    if (!(failure instanceof StartFault)) throw failure;
                    err.println("chappe: " + failure.getMessage());
                    return 1;
                })
                .execute(args);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
