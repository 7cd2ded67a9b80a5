package chappe.mtproto.handshake;

import static chappe.testkit.Hex.hex;
import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.tl.Int128;
import chappe.core.tl.Int256;
import chappe.core.tl.TlReader;
import chappe.mtproto.crypto.DiffieHellman;
import chappe.mtproto.crypto.Numbers;
import chappe.wire.Layers;
import chappe.wire.mtproto.ReqPq;
import chappe.wire.mtproto.ServerDHInnerData;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The numbers of the docs' sample exchange (https://core.telegram.org/mtproto/samples-auth_key).
final class DocsExchangeTest {
    private static final Int128 NONCE = int128("3e0549828cca27e966b301a48fece2fc");
    private static final Int128 SERVER_NONCE = int128("a5cf4d33f4a11ea877ba4aa573907330");
    private static final Int256 NEW_NONCE =
            new Int256(int128("311c85db234aa2640afc4a76a735cf5b"), int128("1f0fd68bd17fa181e1229ad867cc024d"));

    @Test
    void readsTheFirstRequest() {
        PlainMessage message = PlainMessage.read(hex("""
                0000000000000000                         # auth_key_id
                4a967027c47ae551                         # message_id
                14000000                                 # message_length
                78974660 3e0549828cca27e966b301a48fece2fc # req_pq
                """));

        assertThat(message.msgId()).isEqualTo(0x51e57ac42770964aL);
        assertThat(TlReader.readWhole(message.body(), Layers.newest())).isEqualTo(new ReqPq(NONCE));
    }

    @Test
    void decryptsTheServersAnswer() {
        var tmpAesKey = new TmpAesKey(NEW_NONCE, SERVER_NONCE);

        byte[] answer = Objects.requireNonNull(tmpAesKey.decrypt(hex("""
                28a92fe20173b347a8bb324b5fab2667c9a8bbce6468d5b509a4cbddc186240a
                c912cf7006af8926de606a2e74c0493caa57741e6c82451f54d3e068f5ccc49b
                4444124b9666ffb405aab564a3d01e67f6e912867c8d20d9882707dc330b17b4
                e0dd57cb53bfaafa9ef5be76ae6c1b9b6c51e2d6502a47c883095c46c81e3be2
                5f62427b585488bb3bf239213bf48eb8fe34c9a026cc8413934043974db03556
                633038392cecb51f94824e140b98637730a4be79a8f9dafa39bae81e1095849e
                a4c83467c92a3a17d997817c8a7ac61c3ff414da37b7d66e949c0aec858f0482
                24210fcc61f11c3a910b431ccbd104cccc8dc6d29d4a5d133be639a4c32bbff1
                53e63aca3ac52f2e4709b8ae01844b142c1ee89d075d64f69a399feb04e656fe
                3675a6f8f412078f3d0b58da15311c1a9f8e53b3cd6bb5572c294904b726d0be
                337e2e21977da26dd6e33270251c2ca29dfcc70227f0755f84cfda9ac4b8dd5f
                84f1d1eb36ba45cddc70444d8c213e4bd8f63b8ab95a2d0b4180dc91283dc063
                acfb92d6a4e407cde7c8c69689f77a007441d4a6a8384b666502d9b77fc68b5b
                43cc607e60a146223e110fcb43bc3c942ef981930cdc4a1d310c0b64d5e55d30
                8d863251ab90502c3e46cc599e886a927cda963b9eb16ce62603b68529ee98f9
                f5206419e03fb458ec4bd9454aa8f6ba777573cc54b328895b1df25ead9fb4cd
                5198ee022b2b81f388d281d5e5bc580107ca01a50665c32b552715f335fd7626
                4fad00ddd5ae45b94832ac79ce7c511d194bc42b70efa850bb15c2012c5215ca
                bfe97ce66b8d8734d0ee759a638af013
                """)));
        var inner = (ServerDHInnerData) TlReader.readWhole(answer, Layers.newest());

        assertThat(inner.nonce()).isEqualTo(NONCE);
        assertThat(inner.serverNonce()).isEqualTo(SERVER_NONCE);
        assertThat(inner.dhPrime()).hasSize(256);
        assertThat(DiffieHellman.isGood(Numbers.of(inner.gA()))).isTrue();
        assertThat(Numbers.of(inner.dhPrime()).bitLength()).isEqualTo(2048);
    }

    private static Int128 int128(String bytes) {
        return new TlReader(hex(bytes), Layers.newest()).int128();
    }
}
