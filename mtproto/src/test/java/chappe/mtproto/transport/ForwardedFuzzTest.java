package chappe.mtproto.transport;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Whatever stands in `X-Forwarded-For`, the sender is an IP address, and the peer itself where nobody vouches for it.
final class ForwardedFuzzTest {
    private static final TrustedProxies PROXIES =
            new TrustedProxies(List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("fd00::/8")));

    @FuzzTest(maxDuration = "20s")
    void givesAnAddress(byte[] bytes) {
        String forwarded = new String(bytes, StandardCharsets.ISO_8859_1);
        String behindAProxy = PROXIES.sender("10.0.0.1", List.of(forwarded));
        if (TrustedProxies.literal(behindAProxy) == null) throw new AssertionError("no address: " + behindAProxy);

        String alone = PROXIES.sender("192.0.2.1", List.of(forwarded));
        if (!alone.equals("192.0.2.1")) throw new AssertionError("believed a stranger: " + alone);
    }
}
