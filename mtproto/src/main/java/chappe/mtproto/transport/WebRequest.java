package chappe.mtproto.transport;

import java.util.Map;

/// An HTTP request that is no MTProto, bounded before it was built.
///
/// @param path decoded, without the query
/// @param query raw, empty when there is none
/// @param headers names in lower case; of a repeated one, the first
/// @param address the client's IP address
public record WebRequest(
        String method, String path, String query, Map<String, String> headers, byte[] body, String address) {
    public WebRequest {
        headers = Map.copyOf(headers);
    }
}
