package chappe.mtproto.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate that the server shows, read from two PEM files, and read again when they change.
///
/// [#refresh] is confined to one thread at a time; connections may begin on any.
public final class Tls {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private final Path chain;
    private final Path key;
    private TlsFiles.@Nullable Content seen; // what stood in the files at the last look; null: they were not readable
    private volatile SslContext context;

    /// @param chain the server's certificate first, then those that lead to a root
    /// @param key its private key: PKCS#8 without a password
    /// @throws TlsFault when they cannot be used, with the reason
    public Tls(Path chain, Path key) {
        this.chain = chain;
        this.key = key;
        TlsFiles.Content content = TlsFiles.Content.read(chain, key);
        this.seen = content;
        this.context = context(content);
    }

    /// Looks at the files; new ones serve the connections that come from now on. Files that will not do, as while
    /// only one of the two has been replaced, leave the old ones in use; the log says so once.
    public void refresh() {
        TlsFiles.Content now;
        try {
            now = TlsFiles.Content.read(chain, key);
        } catch (TlsFault unreadable) {
            if (seen != null) keepOld(unreadable);
            seen = null;
            return;
        }
        if (seen != null && now.isSame(seen)) return;
        seen = now;
        try {
            context = context(now);
        } catch (TlsFault wrong) {
            keepOld(wrong);
        }
    }

    /// @param threads runs the costly steps of a handshake
    SslHandler handler(ByteBufAllocator buffers, Executor threads) {
        return context.newHandler(buffers, threads);
    }

    private static void keepOld(TlsFault fault) {
        LOG.warn("event=tls-unchanged the new certificate cannot be used: {}", fault.getMessage());
    }

    private static SslContext context(TlsFiles.Content content) {
        TlsFiles files = TlsFiles.parse(content);
        try {
            SslContext context = SslContextBuilder.forServer(files.key(), files.chain())
                    .sslProvider(SslProvider.JDK)
                    .build();
            LOG.info(
                    "event=tls-certificate until={}",
                    files.chain().getFirst().getNotAfter().toInstant());
            return context;
        } catch (SSLException | IllegalArgumentException wrong) {
            throw new TlsFault("the certificate cannot be used: " + wrong.getMessage(), wrong);
        }
    }
}
