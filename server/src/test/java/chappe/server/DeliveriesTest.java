package chappe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.domain.account.CodeProvider;
import chappe.domain.account.DeliveryFault;
import chappe.domain.account.Phone;
import chappe.server.Rooms.Means;
import chappe.server.delivery.SmtpMailer;
import chappe.server.delivery.SmtpMailer.MailServer;
import chappe.testkit.FakeClock;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the settings file to the provider that has the code.
class DeliveriesTest {
    private static final Phone ADA = new Phone(4930901820L);
    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-14T09:00:00Z"));
    private final List<String> posted = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void withoutSettingsCodesGoToTheLog() throws IOException {
        deliver("log: info", "01234");

        assertThat(Files.readString(folder.resolve("data/login-codes.log")))
                .isEqualTo("2026-03-14T09:00:00Z +4930901820 01234\n");
    }

    @Test
    void aWebhookGetsTheCodeAndNoLogIsMade() throws IOException {
        HttpServer web = web(200);
        deliver(webhook(web, "[webhook]"), "01234");
        web.stop(0);

        assertThat(posted).hasSize(1).first().asString().contains("\"code\":\"01234\"", "01234 says Chappe");
        assertThat(folder.resolve("data/login-codes.log")).doesNotExist();
    }

    @Test
    void theLogStandsInForAWebhookThatFails() throws IOException {
        HttpServer web = web(503);
        for (int i = 0; i < 20; i++) deliver(webhook(web, "[webhook, log]"), "0123" + i);
        web.stop(0);

        assertThat(posted).isNotEmpty();
        assertThat(Files.readAllLines(folder.resolve("data/login-codes.log"))).hasSize(20);
    }

    @Test
    void oneThatIsNotThereAtTheStartIsNoReasonNotToStart() {
        String settings = """
                login-codes:
                  providers: smpp
                smpp: {host: localhost, port: 1, system-id: chappe}
                """;

        assertThatThrownBy(() -> deliver(settings, "01234")).isInstanceOf(DeliveryFault.class);
    }

    @Test
    void whatAProviderNeedsMustBeSet() {
        refused("login-codes: {providers: [mail]}", "login-codes.providers needs mail.host for mail");
        refused("login-codes: {providers: [smpp]}", "login-codes.providers needs smpp.host for smpp");
        refused("login-codes: {providers: [smpp]}\nsmpp: {host: a}", "needs smpp.system-id for smpp");
        refused("login-codes: {providers: [webhook]}", "needs webhook.url for webhook");
        refused("login-codes: {providers: webhook}\nwebhook: {url: \"http://a/\"}", "needs webhook.key for webhook");
        refused("login-codes: {providers: []}", "must be at least one, each once");
        refused("login-codes: {providers: [log, log]}", "must be at least one, each once");
        refused("login-codes: {providers: pigeon}", "must be log, mail, smpp or webhook each, not 'pigeon'");
        refused("login-codes: {text: hello}", "login-codes.text must contain {code}");
        refused("login-codes: {mail-to: codes@example.org}", "login-codes.mail-to must contain {phone}");
        refused("webhook: {url: \"ftp://a/\"}", "webhook.url must be an address of the web");
        refused("smpp: {sender: \"a name that is too long\"}", "smpp.sender must be a number");
        String overlong = "login-codes: {providers: smpp}\nsmpp: {host: a, system-id: b, password: ninechars}";
        refused(overlong, "smpp.password must have at most 8 characters");
        assertThatThrownBy(() -> settings(overlong)).hasMessageNotContaining("ninechars");
    }

    private void refused(String yaml, String reason) {
        assertThatThrownBy(() -> settings(yaml)).isInstanceOf(StartFault.class).hasMessageContaining(reason);
    }

    private void deliver(String yaml, String code) throws IOException {
        var mailer = new SmtpMailer(MailServer.NONE, (SSLSocketFactory) SSLSocketFactory.getDefault(), clock);
        try (DataFolder data = DataFolder.open(folder.resolve("data"));
                Schedule schedule = new Schedule();
                Deliveries deliveries = new Deliveries(
                        settings(yaml).delivery(),
                        data,
                        mailer,
                        new Means(clock, new SecureRandom(), schedule),
                        new SimpleMeterRegistry())) {
            CodeProvider providers = deliveries.providers();
            providers.deliver(ADA, code);
        }
    }

    private Settings settings(String yaml) throws IOException {
        return Settings.from(Entries.read(Files.writeString(folder.resolve("chappe.yaml"), yaml)));
    }

    private HttpServer web(int status) throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        web.start();
        return web;
    }

    private static String webhook(HttpServer web, String providers) {
        return """
                login-codes:
                  providers: %s
                  text: "{code} says Chappe"
                webhook:
                  url: http://localhost:%d/codes
                  key: shared
                """.formatted(providers, web.getAddress().getPort());
    }
}
