package chappe.server;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `admin`: asks the running server, through the socket in its data folder, about accounts and invitations.
@Command(name = "admin", description = "Look after the accounts of a running server.", mixinStandardHelpOptions = true)
final class AdminCommand implements Runnable {
    private static final String WHO = "a phone number with its plus sign, or a user's id";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the server's data folder (./data)",
            scope = ScopeType.INHERIT)
    private Path data = Path.of("data");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name one of the commands");
    }

    @Command(name = "find", description = "Show an account.")
    int find(@Parameters(paramLabel = "WHO", description = WHO) String who) {
        return ask("find", who);
    }

    @Command(name = "sessions", description = "List the logins of an account.")
    int sessions(@Parameters(paramLabel = "WHO", description = WHO) String who) {
        return ask("sessions", who);
    }

    @Command(name = "end-sessions", description = "End all logins of an account.")
    int endSessions(@Parameters(paramLabel = "WHO", description = WHO) String who) {
        return ask("end-sessions", who);
    }

    @Command(name = "ban", description = "End an account's logins, and let nobody log in to it.")
    int ban(@Parameters(paramLabel = "WHO", description = WHO) String who) {
        return ask("ban", who);
    }

    @Command(name = "unban", description = "Let the owner of an account log in again.")
    int unban(@Parameters(paramLabel = "WHO", description = WHO) String who) {
        return ask("unban", who);
    }

    @Command(name = "reset-2fa", description = "Take an account's password away; a login code is enough then.")
    int resetPassword(@Parameters(paramLabel = "WHO", description = WHO) String who) {
        return ask("reset-2fa", who);
    }

    @Command(name = "invite", description = "Let the owner of a number open an account.")
    int invite(
            @Parameters(paramLabel = "PHONE", description = "with its plus sign") String phone,
            @Option(names = "--days", paramLabel = "N", description = "how long (30)", defaultValue = "30") int days) {
        return ask("invite", phone, String.valueOf(days));
    }

    @Command(name = "uninvite", description = "Take an invitation back.")
    int uninvite(@Parameters(paramLabel = "PHONE", description = "with its plus sign") String phone) {
        return ask("uninvite", phone);
    }

    @Command(name = "invites", description = "List the invitations that nobody has used.")
    int invites() {
        return ask("invites");
    }

    @Command(name = "stats", description = "Show what the server counts.")
    int stats() {
        return ask("stats");
    }

    private int ask(String... words) {
        for (String word : words)
            if (word.matches(".*\\s.*")) throw new StartFault("'" + word + "' must not hold spaces");
        if (!Files.isDirectory(data)) throw new StartFault("there is no data folder " + data.toAbsolutePath());
        if (!DataFolder.isInUse(data)) throw new StartFault("no server runs on " + data.toAbsolutePath());
        String answered = AdminSocket.ask(data.resolve("admin.sock"), String.join(" ", words));
        if (answered.startsWith(AdminSocket.FAILED))
            throw new StartFault(answered.substring(AdminSocket.FAILED.length()));
        spec.commandLine().getOut().println(answered);
        return 0;
    }
}
