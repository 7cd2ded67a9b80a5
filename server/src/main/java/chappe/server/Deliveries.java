package chappe.server;

import chappe.domain.account.AppCodes;
import chappe.domain.account.CodePolicy;
import chappe.domain.account.CodeProvider;
import chappe.domain.account.LoginCodeLog;
import chappe.domain.account.LoginEmails;
import chappe.domain.account.Mailer;
import chappe.server.DeliverySettings.Kind;
import chappe.server.Rooms.Means;
import chappe.server.delivery.CodeRouting;
import chappe.server.delivery.LoggedCodes;
import chappe.server.delivery.MailCodes;
import chappe.server.delivery.SmppCodes;
import chappe.server.delivery.WebhookCodes;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// The providers of login codes that the settings name, as one, and what they hold open.
///
/// Opened and closed by the thread that starts and ends the server.
final class Deliveries implements AutoCloseable {
    private static final Duration BOUND_LOOKED_AT_EVERY = Duration.ofSeconds(10);

    private final DeliverySettings settings;
    private final DataFolder folder;
    private final Mailer mailer;
    private final Means means;
    private final Deque<Closeable> open = new ArrayDeque<>();
    private final CodeProvider providers;
    private @Nullable LoginCodeLog log;

    Deliveries(DeliverySettings settings, DataFolder folder, Mailer mailer, Means means, MeterRegistry meters)
            throws IOException {
        this.settings = settings;
        this.folder = folder;
        this.mailer = mailer;
        this.means = means;
        Map<String, CodeProvider> named = new LinkedHashMap<>();
        for (Kind kind : settings.providers()) named.put(kind.toString(), provider(kind));
        this.providers = new CodeRouting(named, means.clock(), means.random(), meters);
    }

    /// All providers as one.
    CodeProvider providers() {
        return providers;
    }

    /// The ways of a code, in their order: into the account's other sessions, then to its e-mail, or by the providers,
    /// as one.
    List<CodeProvider> ways(AppCodes sessions, LoginEmails emails) {
        return List.of(log == null ? sessions : new LoggedCodes(sessions, log), emails.insteadOf(providers));
    }

    /// Where codes go, for the operator's eyes.
    static String described(DeliverySettings settings, DataFolder folder) {
        return settings.providers().stream()
                .map(kind -> kind == Kind.LOG ? folder.loginCodes().toString() : kind.toString())
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) open.pop().close();
    }

    private CodeProvider provider(Kind kind) throws IOException {
        return switch (kind) {
            case LOG -> openedLog();
            case MAIL -> new MailCodes(mailer, settings.mailTo(), settings.text());
            case SMPP -> smpp();
            case WEBHOOK -> webhook();
        };
    }

    private LoginCodeLog openedLog() throws IOException {
        var opened = new LoginCodeLog(folder.loginCodes(), means.clock());
        log = opened;
        return opened(opened, opened::close);
    }

    private WebhookCodes webhook() {
        var webhook = new WebhookCodes(settings.webhook(), settings.text(), validity(), tls(), means.clock());
        return opened(webhook, webhook::close);
    }

    private SmppCodes smpp() {
        SocketFactory sockets = settings.smppTls() ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
        var smpp = new SmppCodes(settings.smpp(), settings.text(), validity(), sockets, means.clock());
        means.schedule().run(smpp::keepBound);
        means.schedule().every(BOUND_LOOKED_AT_EVERY, () -> means.schedule().run(smpp::keepBound));
        return opened(smpp, smpp::close);
    }

    private static Duration validity() {
        return CodePolicy.DEFAULT.lifetime();
    }

    private static SSLContext tls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has one
        }
    }

    private <T> T opened(T part, Closeable closing) {
        open.push(closing);
        return part;
    }
}
