package chappe.server;

import chappe.mtproto.transport.WebRequest;
import chappe.mtproto.transport.WebResponder;
import chappe.mtproto.transport.WebResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What a browser shows of a server that has no web client yet: that it runs, and how to check that it is the right
/// one.
final class HomePage implements WebResponder {
    private static final Map<String, String> HEADERS = Map.of(
            "content-security-policy",
            "default-src 'none'; style-src 'unsafe-inline'",
            "referrer-policy",
            "no-referrer");

    private final byte[] page;

    HomePage(long fingerprint) {
        this.page = """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Chappe</title>
                <style>
                  body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1.5rem;
                         color: #222; background: #fff }
                  code { overflow-wrap: anywhere }
                  @media (prefers-color-scheme: dark) { body { color: #ddd; background: #181818 } }
                </style>
                <h1>Chappe</h1>
                <p>This messaging server is running. Apps and libraries that speak MTProto connect to the address of this page.</p>
                <p>Its key has the fingerprint <code>%016x</code>.</p>
                <p>There is no web client yet.</p>
                </html>
                """.formatted(fingerprint).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public WebResponse answer(WebRequest request) {
        return new WebResponse(200, "text/html; charset=utf-8", page, HEADERS);
    }
}
