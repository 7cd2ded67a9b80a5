package chappe.mtproto.transport;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The answer to a [WebRequest].
///
/// @param headers beyond `content-type` and `content-length`
public record WebResponse(int status, String contentType, byte[] body, Map<String, String> headers) {
    public WebResponse {
        headers = Map.copyOf(headers);
    }

    public static WebResponse text(int status, String text) {
        return new WebResponse(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
