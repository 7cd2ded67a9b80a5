package chappe.server.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jsmpp.util.MessageId;
import org.jspecify.annotations.Nullable;

/// An SMS centre in the test's own process: the server side of the library, as a gateway would use it. Thread-safe.
final class SmsCentre implements ServerMessageReceiverListener, AutoCloseable {
    static final String PASSWORD = "secret";

    final List<SubmitSm> taken = new CopyOnWriteArrayList<>();
    final AtomicInteger binds = new AtomicInteger();
    final AtomicInteger waiting = new AtomicInteger();
    final AtomicInteger waitingMax = new AtomicInteger();

    /// What messages are refused with; 0: they are taken.
    volatile int refusal;

    /// Answers wait for it.
    volatile @Nullable CountDownLatch gate;

    private final ServerSocket door;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();

    SmsCentre(ServerSocketFactory doors, int port) throws IOException {
        door = doors.createServerSocket(port, 8, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// Breaks every session off.
    void breakOff() {
        sessions.forEach(SMPPServerSession::close);
        sessions.clear();
    }

    @Override
    public void close() throws IOException {
        door.close();
        breakOff();
        threads.shutdownNow();
        threads.close();
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession source) throws ProcessRequestException {
        waitingMax.accumulateAndGet(waiting.incrementAndGet(), Math::max);
        try {
            CountDownLatch closed = gate;
            if (closed != null) closed.await();
        } catch (InterruptedException ended) {
            throw new ProcessRequestException("ended", SMPPConstant.STAT_ESME_RSYSERR, ended);
        } finally {
            waiting.decrementAndGet();
        }
        if (refusal != 0) throw new ProcessRequestException("refused", refusal);
        taken.add(message);
        try {
            return new SubmitSmResult(new MessageId(Integer.toHexString(taken.size())), null);
        } catch (PDUStringException tooLong) {
            throw new AssertionError(tooLong);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            var session = new SMPPServerSession(new SocketConnection(socket), null, this, null, 8, 100);
            sessions.add(session);
            BindRequest bind = session.waitForBind(1_000);
            if (!bind.getPassword().equals(PASSWORD)) {
                bind.reject(SMPPConstant.STAT_ESME_RINVPASWD);
                return;
            }
            binds.incrementAndGet();
            bind.accept("centre");
        } catch (IOException | TimeoutException | PDUStringException | IllegalStateException gone) {
            assert gone.getMessage() != null; // a guest who leaves before the bind
        }
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti message, SMPPServerSession source)
            throws ProcessRequestException {
        throw unsupported();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm message, SMPPServerSession source) throws ProcessRequestException {
        throw unsupported();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm message, SMPPServerSession source) throws ProcessRequestException {
        throw unsupported();
    }

    @Override
    public void onAcceptCancelSm(CancelSm message, SMPPServerSession source) throws ProcessRequestException {
        throw unsupported();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm message, SMPPServerSession source)
            throws ProcessRequestException {
        throw unsupported();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm message, SMPPServerSession source)
            throws ProcessRequestException {
        throw unsupported();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm message, SMPPServerSession source)
            throws ProcessRequestException {
        throw unsupported();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
        throw unsupported();
    }

    private static ProcessRequestException unsupported() {
        return new ProcessRequestException("not here", SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
