package chappe.server;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line of the server; `./chappe` passes `serve`, `backup`, `restore` and `methods` on to it.
@Command(
        name = "chappe",
        description = "A self-hosted messaging server that speaks MTProto.",
        mixinStandardHelpOptions = true,
        subcommands = {ServeCommand.class, BackupCommand.class, RestoreCommand.class, MethodsCommand.class})
public final class Main implements Runnable {

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// @return the process's exit code: 0 done, 1 cannot, 2 wrong usage
    static int run(String... args) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, _, _) -> {
                    if (!(failure instanceof StartFault)) throw failure;
                    System.err.println("chappe: " + failure.getMessage());
                    return 1;
                })
                .execute(args);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
