package chappe.mtproto.transport;

import chappe.core.Limits;
import java.time.Duration;

/// How much of everything a connection may use.
///
/// @param frameSizeMax largest frame of a client that has proved a key
/// @param firstFrameSizeMax largest frame of any other
/// @param firstBytesTimeout how long a client may say nothing that is recognised
/// @param idleTimeout how long one may be silent after that
/// @param waitingBytesMax of frames that wait for their turn, before reading pauses
/// @param unsentBytesMax of frames that a client does not read, before it is cut off
/// @param connectionsPerAddressMax of one IPv4 address or /64 of IPv6 addresses at once
public record TransportLimits(
        int frameSizeMax,
        int firstFrameSizeMax,
        Duration firstBytesTimeout,
        Duration idleTimeout,
        int waitingBytesMax,
        int unsentBytesMax,
        int connectionsPerAddressMax) {

    public static final TransportLimits DEFAULT = new TransportLimits(
            Limits.FRAME_SIZE_MAX,
            Limits.FIRST_FRAME_SIZE_MAX,
            Limits.FIRST_BYTES_TIMEOUT,
            Limits.IDLE_TIMEOUT,
            Limits.WAITING_BYTES_MAX,
            Limits.UNSENT_BYTES_MAX,
            Limits.CONNECTIONS_PER_ADDRESS_MAX);

    public TransportLimits {
        if (firstFrameSizeMax < 1024 || frameSizeMax < firstFrameSizeMax) {
            throw new IllegalArgumentException("no frame would pass");
        }
    }

    public TransportLimits withConnectionsPerAddress(int max) {
        return new TransportLimits(
                frameSizeMax, firstFrameSizeMax, firstBytesTimeout, idleTimeout, waitingBytesMax, unsentBytesMax, max);
    }
}
