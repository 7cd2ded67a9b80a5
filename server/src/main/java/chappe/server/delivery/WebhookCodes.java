package chappe.server.delivery;

import chappe.domain.account.CodeProvider;
import chappe.domain.account.DeliveryFault;
import chappe.domain.account.Phone;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.json.JsonMapper;

/// Posts codes to a web address of the operator's, which brings them on by whatever service it knows.
///
/// The body is JSON: `{"phone": "+49...", "code": "12345", "text": "12345 is ...", "valid_seconds": 300}`. The header
/// `X-Chappe-Signature: t=<unix seconds>,v1=<hex>` holds HMAC-SHA-256 under the shared key of the time, a dot and the
/// body: the other side compares it, and turns away what is older than some minutes. Any answer of the 2xx kind says
/// that the code was taken; nothing else does, redirects included. Thread-safe.
public final class WebhookCodes implements CodeProvider, AutoCloseable {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final Hook hook;
    private final CodeText text;
    private final Duration validity;
    private final Clock clock;
    private final HttpClient http;
    private final JsonMapper json = JsonMapper.shared();

    /// @param key shared with the other side
    public record Hook(URI url, SecretText key) {}

    /// What the other side is told, by these names.
    private record Body(String phone, String code, String text, long valid_seconds) {}

    /// @param validity how long a code serves
    /// @param tls says whose certificates are trusted
    public WebhookCodes(Hook hook, CodeText text, Duration validity, SSLContext tls, Clock clock) {
        this.hook = hook;
        this.text = text;
        this.validity = validity;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT_MAX)
                .followRedirects(Redirect.NEVER)
                .version(Version.HTTP_1_1)
                .sslContext(tls)
                .build();
    }

    @Override
    public void deliver(Phone phone, String code) {
        byte[] body = json.writeValueAsBytes(new Body("+" + phone.text(), code, text.with(code), validity.toSeconds()));
        HttpRequest request = HttpRequest.newBuilder(hook.url())
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .header("X-Chappe-Signature", signature(body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        int status = status(request);
        if (status / 100 != 2) throw new DeliveryFault("the webhook answered " + status, false);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private int status(HttpRequest request) {
        try {
            HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
            return answer.statusCode();
        } catch (ConnectException | HttpConnectTimeoutException unreached) {
            throw new DeliveryFault("the webhook is not there", false);
        } catch (IOException unanswered) {
            throw new DeliveryFault(
                    "the webhook did not answer: " + unanswered.getClass().getSimpleName(), true);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new DeliveryFault("stopped while the webhook was asked", true);
        }
    }

    private String signature(byte[] body) {
        long time = clock.instant().getEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(hook.key().bytes(), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing); // every JDK has HMAC-SHA-256
        }
    }
}
