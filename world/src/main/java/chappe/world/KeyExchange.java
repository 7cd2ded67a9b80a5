package chappe.world;

import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.mtproto.handshake.ClientHandshake;
import chappe.mtproto.handshake.ClientHandshake.Step;
import chappe.mtproto.handshake.PlainMessage;
import chappe.mtproto.transport.ClientTransport;
import chappe.mtproto.transport.ClientTransport.Incoming;
import chappe.wire.Layers;
import java.io.IOException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;

/// Carries a client's key exchange over a line that nobody else reads yet.
public final class KeyExchange {

    /// Blocks until there is a key.
    public static ClientKey run(
            ClientTransport line, RSAPublicKey server, ClientHandshake.Style style, Clock clock, SecureRandom random)
            throws IOException {
        var handshake = new ClientHandshake(server, style, random);
        TlObject request = handshake.start();
        while (true) {
            long msgId = clock.instant().getEpochSecond() << 32;
            line.send(new PlainMessage(msgId, TlWriter.toBytes(request, Layers.newest())).toFrame());
            switch (handshake.answer(answer(line))) {
                case Step.Send next -> request = next.request();
                case Step.Done done -> {
                    return ClientKey.of(done);
                }
            }
        }
    }

    private static TlObject answer(ClientTransport line) throws IOException {
        Incoming incoming = line.receive();
        return switch (incoming) {
            case Incoming.Frame frame ->
                TlReader.readWhole(PlainMessage.read(frame.bytes()).body(), Layers.newest());
            case Incoming.TransportError error -> throw new IOException("the server refused: " + error.code());
            case Incoming.QuickAck _ -> throw new IOException("a quick ack for a key exchange");
            case null -> throw new IOException("the line ended in a key exchange");
        };
    }

    private KeyExchange() {}
}
