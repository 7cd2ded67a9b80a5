package chappe.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/// How the log looks: key=value lines on standard error, one a line, text and keys of users never.
///
/// Logback finds it by the service loader, which spares the start the reading of an XML file.
public final class Logging extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder line = new PatternLayoutEncoder();
        line.setContext(context);
        line.setPattern("time=%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"} level=%level room=%logger{0} %msg%n");
        line.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(line);
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN); // libraries; our own rooms follow the setting
        root.addAppender(console);
        context.getLogger("org.jsmpp").setLevel(Level.OFF); // what fails comes to us as an exception, and is said once
        context.getLogger("chappe").setLevel(Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void level(String level) {
        ((Logger) LoggerFactory.getLogger("chappe")).setLevel(Level.toLevel(level));
    }
}
