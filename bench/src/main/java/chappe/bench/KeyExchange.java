package chappe.bench;

import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.mtproto.handshake.ClientHandshake;
import chappe.mtproto.handshake.ClientHandshake.Step;
import chappe.mtproto.handshake.PlainMessage;
import chappe.mtproto.transport.ClientTransport;
import chappe.mtproto.transport.ClientTransport.Incoming;
import chappe.mtproto.transport.Framing;
import chappe.wire.Layers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;

/// Connects as most clients do (obfuscated, intermediate) and exchanges a permanent key. Thread-safe.
record KeyExchange(InetSocketAddress server, RSAPublicKey publicKey, SecureRandom random, Clock clock) {
    private static final int DC = 2;

    static KeyExchange with(ServerProcess server) throws IOException {
        return new KeyExchange(server.address(), server.publicKey(), new SecureRandom(), Clock.systemUTC());
    }

    ClientTransport connect() throws IOException {
        return ClientTransport.connect(server, ClientTransport.Style.obfuscated(Framing.INTERMEDIATE, DC), random);
    }

    /// A whole key exchange: four pairs of messages less one.
    Step.Done exchange(ClientTransport line) throws IOException {
        var handshake = new ClientHandshake(publicKey, ClientHandshake.Style.permanent(DC), random);
        TlObject request = handshake.start();
        while (true) {
            byte[] body = TlWriter.toBytes(request, Layers.newest());
            long msgId = clock.instant().getEpochSecond() << 32;
            line.send(new PlainMessage(msgId, body).toFrame());
            if (!(line.receive() instanceof Incoming.Frame(byte[] bytes)))
                throw new IOException("the server gave up the key exchange");
            TlObject answer = TlReader.readWhole(PlainMessage.read(bytes).body(), Layers.newest());
            switch (handshake.answer(answer)) {
                case Step.Send(TlObject next) -> request = next;
                case Step.Done done -> {
                    return done;
                }
            }
        }
    }

    LoadClient session() throws IOException {
        ClientTransport line = connect();
        return new LoadClient(line, exchange(line), random, clock);
    }
}
