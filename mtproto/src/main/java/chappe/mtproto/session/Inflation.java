package chappe.mtproto.session;

import chappe.core.Limits;
import chappe.core.tl.TlFault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// What `gzip_packed` holds ([packed
/// object](https://core.telegram.org/mtproto/service_messages#packed-object)). Clients send gzip, TDLib zlib:
/// told apart by the first bytes. Towards clients it is always gzip, which all of them read.
final class Inflation {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    /// @throws TlFault when it is neither form, broken, or longer than a call may be
    static byte[] inflate(byte[] packed) {
        try (InputStream in = opened(packed)) {
            byte[] whole = in.readNBytes(Limits.INFLATED_SIZE_MAX + 1);
            if (whole.length > Limits.INFLATED_SIZE_MAX) throw new TlFault("inflates to too much");
            return whole;
        } catch (IOException broken) {
            throw new TlFault("neither gzip nor zlib");
        }
    }

    /// @return null when packing saves nothing worth the client's work
    static byte @Nullable [] pack(byte[] plain) {
        var packed = new ByteArrayOutputStream(plain.length / 2);
        try (var out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.size() < plain.length - plain.length / 8 ? packed.toByteArray() : null;
    }

    private static InputStream opened(byte[] packed) throws IOException {
        var in = new ByteArrayInputStream(packed);
        boolean isGzip = packed.length > 2 && (packed[0] & 0xff) == GZIP_FIRST && (packed[1] & 0xff) == GZIP_SECOND;
        return isGzip ? new GZIPInputStream(in) : new InflaterInputStream(in);
    }

    private Inflation() {}
}
