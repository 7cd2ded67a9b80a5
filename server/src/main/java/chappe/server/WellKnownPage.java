package chappe.server;

import chappe.api.help.ServerProfile;
import chappe.mtproto.crypto.Rsa;
import chappe.mtproto.crypto.RsaKeyPem;
import chappe.mtproto.transport.WebRequest;
import chappe.mtproto.transport.WebResponder;
import chappe.mtproto.transport.WebResponse;
import chappe.wire.Layers;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// `/.well-known/chappe`: what a client needs to know of this server before it connects, as JSON that any web page may
/// read. docs/operating.md lists its fields.
final class WellKnownPage implements WebResponder {
    private static final List<String> TRANSPORTS =
            List.of("abridged", "intermediate", "padded-intermediate", "full", "obfuscated", "websocket");
    private static final Map<String, String> HEADERS =
            Map.of("access-control-allow-origin", "*", "cache-control", "max-age=300");

    private final byte[] json;

    /// @param url where links lead
    /// @param webSocket where a client in a browser connects
    /// @param layer the newest that the server speaks
    /// @param registration open, invitation or closed
    private record Said(
            String name,
            String url,
            List<ServerProfile.Address> addresses,
            List<String> transports,
            String webSocket,
            String publicKey,
            String fingerprint,
            int layer,
            String registration) {}

    WellKnownPage(Settings settings, ServerProfile profile, RSAPublicKey key) {
        String url = profile.publicUrl();
        this.json = JsonMapper.shared()
                .writeValueAsBytes(new Said(
                        settings.advertise().name(),
                        url,
                        profile.addresses(),
                        TRANSPORTS,
                        url.replaceFirst("^http", "ws") + "apiws",
                        RsaKeyPem.format(key),
                        "%016x".formatted(Rsa.fingerprint(key)),
                        Layers.NEWEST,
                        Admission.name(settings.admission().registration())));
    }

    @Override
    public WebResponse answer(WebRequest request) {
        return new WebResponse(200, "application/json", json, HEADERS);
    }
}
