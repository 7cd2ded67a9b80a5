package chappe.mtproto.handshake;

import java.security.SecureRandom;
import java.time.Clock;

/// What all key exchanges of a server share.
///
/// @param newKeys where keys are stored before the client hears of them
/// @param defaultDc what is noted for a client that names no DC anywhere
public record HandshakeRoom(ServerKey key, NewKeys newKeys, Clock clock, SecureRandom random, int defaultDc) {}
