package chappe.server.delivery;

import chappe.domain.account.CodeProvider;
import chappe.domain.account.DeliveryFault;
import chappe.domain.account.Phone;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands codes to an SMS centre by SMPP 3.4, over one bound session that is bound again when it breaks.
///
/// At most `window` messages wait for their answer; who comes when it is full waits for a place, not for long. A
/// message is given to the centre for as long as the code serves, so that none arrives stale. Thread-safe: `binding`
/// guards the making of sessions.
public final class SmppCodes implements CodeProvider, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmppCodes.class);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final Duration ENQUIRE_EVERY = Duration.ofSeconds(30);

    /// How long nobody tries to bind after that has failed, so that not every code waits for it.
    private static final Duration BIND_PAUSE = Duration.ofSeconds(1);

    private static final int SHORT_CODE_DIGITS_MAX = 6;

    private final Centre centre;
    private final CodeText text;
    private final String validity;
    private final SocketFactory sockets;
    private final Clock clock;
    private final Semaphore window;
    private final ReentrantLock binding = new ReentrantLock();
    private volatile @Nullable SMPPSession session;
    private volatile Instant nextBind = Instant.MIN;
    private volatile boolean isClosed;

    /// The operator's SMS centre.
    ///
    /// @param sender a name of up to 11 letters, a short code, or an international number
    /// @param window how many messages may wait for their answer
    public record Centre(String host, int port, String systemId, SecretText password, String sender, int window) {}

    /// @param validity how long a code serves, up to an hour
    /// @param sockets makes connections: encrypted ones, where it is a factory of those
    public SmppCodes(Centre centre, CodeText text, Duration validity, SocketFactory sockets, Clock clock) {
        this.centre = centre;
        this.text = text;
        this.validity = String.format("00000000%02d%02d000R", validity.toMinutesPart(), validity.toSecondsPart());
        this.sockets = sockets;
        this.clock = clock;
        this.window = new Semaphore(centre.window(), true);
    }

    @Override
    public void deliver(Phone phone, String code) {
        try {
            if (!window.tryAcquire(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS))
                throw new DeliveryFault("the SMS centre's window is full", false);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new DeliveryFault("stopped while the window was full", false);
        }
        try {
            submit(bound(), phone, text.with(code));
        } finally {
            window.release();
        }
    }

    /// Binds where no session is bound, for codes not to wait for it; from time to time.
    public void keepBound() {
        if (isClosed || isBound()) return;
        try {
            bound();
        } catch (DeliveryFault cannot) {
            LOG.warn("the SMS centre is not bound: {}", cannot.getMessage());
        }
    }

    @Override
    public void close() {
        isClosed = true;
        binding.lock();
        try {
            endSession();
        } finally {
            binding.unlock();
        }
    }

    private void submit(SMPPSession bound, Phone phone, String message) {
        byte[] septets = GsmAlphabet.encode(message);
        Alphabet alphabet = septets == null ? Alphabet.ALPHA_UCS2 : Alphabet.ALPHA_DEFAULT;
        try {
            bound.submitShortMessage(
                    "",
                    senderType(),
                    isNumber(centre.sender()) ? NumberingPlanIndicator.ISDN : NumberingPlanIndicator.UNKNOWN,
                    centre.sender(),
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    phone.text(),
                    new ESMClass(),
                    (byte) 0,
                    (byte) 1,
                    null,
                    validity,
                    new RegisteredDelivery(0),
                    (byte) 0,
                    new GeneralDataCoding(alphabet),
                    (byte) 0,
                    septets == null ? GsmAlphabet.ucs2(message) : septets);
        } catch (NegativeResponseException refused) {
            throw new DeliveryFault(String.format("the SMS centre answered %08x", refused.getCommandStatus()), false);
        } catch (PDUException cannot) {
            throw new DeliveryFault(
                    "no message for the SMS centre: " + cannot.getClass().getSimpleName(), false);
        } catch (ResponseTimeoutException | InvalidResponseException | IOException unanswered) {
            bound.close(); // what comes late would answer nothing; the next code binds again
            throw new DeliveryFault("the SMS centre did not answer", true);
        }
    }

    private SMPPSession bound() {
        SMPPSession now = session;
        if (now != null && now.getSessionState().isBound()) return now;
        binding.lock();
        try {
            SMPPSession meanwhile = session;
            if (meanwhile != null && meanwhile.getSessionState().isBound()) return meanwhile;
            if (isClosed) throw new DeliveryFault("the session with the SMS centre is closed", false);
            if (clock.instant().isBefore(nextBind)) throw new DeliveryFault("the SMS centre did not bind", false);
            endSession();
            return bind();
        } finally {
            binding.unlock();
        }
    }

    private SMPPSession bind() {
        SMPPSession fresh = new SMPPSession(this::connect);
        fresh.setPduProcessorDegree(1);
        fresh.setEnquireLinkTimer((int) ENQUIRE_EVERY.toMillis());
        fresh.setTransactionTimer(ANSWER_MAX.toMillis());
        var parameter = new BindParameter(
                BindType.BIND_TX,
                centre.systemId(),
                centre.password().reveal(),
                "",
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                null);
        try {
            fresh.connectAndBind(centre.host(), centre.port(), parameter, ANSWER_MAX.toMillis());
        } catch (IOException cannot) {
            fresh.close();
            nextBind = clock.instant().plus(BIND_PAUSE);
            throw new DeliveryFault(
                    "the SMS centre did not bind: " + cannot.getClass().getSimpleName(), false);
        }
        session = fresh;
        LOG.info("bound to the SMS centre host={} port={}", centre.host(), centre.port());
        return fresh;
    }

    private Connection connect(String host, int port) throws IOException {
        Socket socket = sockets.createSocket();
        try {
            if (socket instanceof SSLSocket encrypted) {
                SSLParameters parameters = encrypted.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the certificate must be good for the name
                encrypted.setSSLParameters(parameters);
            }
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(CONNECT_MAX.toMillis()));
            socket.setSoTimeout(Math.toIntExact(ANSWER_MAX.toMillis()));
            if (socket instanceof SSLSocket encrypted) encrypted.startHandshake();
            return new SocketConnection(socket);
        } catch (IOException cannot) {
            socket.close();
            throw cannot;
        }
    }

    private boolean isBound() {
        SMPPSession now = session;
        return now != null && now.getSessionState().isBound();
    }

    private void endSession() {
        SMPPSession former = session;
        session = null;
        if (former != null) former.unbindAndClose();
    }

    private TypeOfNumber senderType() {
        if (!isNumber(centre.sender())) return TypeOfNumber.ALPHANUMERIC;
        return centre.sender().length() <= SHORT_CODE_DIGITS_MAX
                ? TypeOfNumber.NETWORK_SPECIFIC
                : TypeOfNumber.INTERNATIONAL;
    }

    private static boolean isNumber(String sender) {
        return sender.chars().allMatch(each -> each >= '0' && each <= '9');
    }
}
