package chappe.mtproto.session;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// What all sessions of the process share. Immutable; its parts are thread-safe.
///
/// @param random of paddings and `unique_id`
/// @param lanes runs the calls of a session: each task on a thread of its own, which may block
record SessionRoom(
        Clock clock,
        RandomGenerator random,
        MsgIds msgIds,
        Salts salts,
        AuthKeys authKeys,
        LiveKeys keys,
        Requests requests,
        AckTimer ackTimer,
        UnprovenLayers unproven,
        Executor lanes) {}
