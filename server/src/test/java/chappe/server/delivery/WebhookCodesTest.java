package chappe.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chappe.domain.account.DeliveryFault;
import chappe.domain.account.Phone;
import chappe.server.delivery.WebhookCodes.Hook;
import chappe.testkit.FakeClock;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebhookCodesTest {
    private static final Phone ADA = new Phone(4930901820L);
    private static final SecretText KEY = new SecretText("shared key");
    private static final CodeText TEXT = new CodeText("{code} is your \"code\"");
    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-14T09:00:00Z"));
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private HttpServer web;

    private record Request(String path, String type, String signature, String body) {}

    @BeforeEach
    void open() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", this::answer);
        web.start();
    }

    @AfterEach
    void close() {
        web.stop(0);
    }

    @Test
    void aCodeIsPostedAsJsonAndSigned() throws Exception {
        try (WebhookCodes webhook = webhook("http", SSLContext.getDefault())) {
            webhook.deliver(ADA, "12345");
        }

        assertThat(requests).hasSize(1);
        Request request = requests.getFirst();
        assertThat(request.path()).isEqualTo("/codes?team=a");
        assertThat(request.type()).isEqualTo("application/json");
        assertThat(request.body())
                .isEqualTo("{\"phone\":\"+4930901820\",\"code\":\"12345\","
                        + "\"text\":\"12345 is your \\\"code\\\"\",\"valid_seconds\":300}");
        assertThat(request.signature()).isEqualTo("t=1773478800,v1=" + hmac("1773478800." + request.body()));
    }

    @Test
    void onlyAnAnswerOfTheTwoHundredsCounts() throws Exception {
        try (WebhookCodes webhook = webhook("http", SSLContext.getDefault())) {
            for (int taken : List.of(200, 202, 204, 299)) {
                status = taken;
                webhook.deliver(ADA, "12345");
            }
            for (int refused : List.of(301, 302, 307, 400, 401, 404, 429, 500, 503)) {
                status = refused;
                DeliveryFault fault = fault(webhook);
                assertThat(fault).hasMessageContaining("answered " + refused);
                assertThat(fault.mayArrive()).isFalse();
            }
        }

        assertThat(requests).hasSize(13); // no redirect was followed
    }

    @Test
    void anAnswerThatBreaksOffLeavesItOpenWhetherTheCodeArrives() throws Exception {
        status = 0;
        try (WebhookCodes webhook = webhook("http", SSLContext.getDefault())) {
            DeliveryFault fault = fault(webhook);

            assertThat(fault.mayArrive()).isTrue();
            assertThat(fault).hasMessageNotContaining("12345").hasMessageNotContaining("4930901820");
        }
    }

    @Test
    void aHookThatIsNotThereSurelyTookNothing() throws Exception {
        int freed;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freed = taken.getLocalPort();
        }
        Hook nobody = new Hook(URI.create("http://localhost:" + freed + "/"), KEY);
        try (var webhook = new WebhookCodes(nobody, TEXT, Duration.ofMinutes(5), SSLContext.getDefault(), clock)) {
            assertThat(fault(webhook).mayArrive()).isFalse();
        }
    }

    @Test
    void aCertificateThatNobodyTrustsGetsNoCode(@TempDir Path folder) throws Exception {
        var certificates = new TestCertificates(folder);
        close();
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(certificates.context()));
        secure.createContext("/", this::answer);
        secure.start();
        web = secure;

        try (WebhookCodes careful = webhook("https", SSLContext.getDefault());
                WebhookCodes trusting = webhook("https", certificates.context())) {
            fault(careful);
            assertThat(requests).isEmpty();
            trusting.deliver(ADA, "12345");
        }

        assertThat(requests).hasSize(1);
    }

    @Test
    void theKeyIsNotPrinted() {
        assertThat(new Hook(URI.create("http://localhost/"), KEY).toString()).doesNotContain("shared");
    }

    private static DeliveryFault fault(WebhookCodes webhook) {
        DeliveryFault fault = catchThrowableOfType(DeliveryFault.class, () -> webhook.deliver(ADA, "12345"));
        assertThat(fault).isNotNull();
        return fault;
    }

    private WebhookCodes webhook(String scheme, SSLContext tls) {
        URI url = URI.create(scheme + "://localhost:" + web.getAddress().getPort() + "/codes?team=a");
        return new WebhookCodes(new Hook(url, KEY), TEXT, Duration.ofMinutes(5), tls, clock);
    }

    /// Status 0 breaks the connection off.
    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                exchange.getRequestHeaders().getFirst("X-Chappe-Signature"),
                body));
        if (status / 100 == 3) exchange.getResponseHeaders().set("Location", "/elsewhere");
        if (status > 0) exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static String hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("shared key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
