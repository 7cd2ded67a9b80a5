package chappe.tlgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlTextTest {

    @Test
    void readsConstructorsThenMethodsWithTheirComments() {
        List<Definition> definitions = TlText.read("""
                // A header that is followed by an empty line belongs to nothing.

                // First line
                // and second.
                msg_container#73f1f8dc messages:vector<%Message> = MessageContainer;
                ---functions---
                req_pq#60469778 nonce:int128 = ResPQ;
                """, "mtproto");

        assertThat(definitions).hasSize(2);
        Definition container = definitions.getFirst();
        assertThat(container.name()).isEqualTo("mtproto.msg_container");
        assertThat(container.comment()).isEqualTo("First line and second.");
        assertThat(container.isMethod()).isFalse();
        assertThat(container.fields().getFirst().type())
                .isEqualTo(TlType.bareVector(new TlType(TlType.Kind.BARE, "mtproto.message", null)));
        Definition method = definitions.getLast();
        assertThat(method.isMethod()).isTrue();
        assertThat(method.comment()).isEmpty();
        assertThat(method.id()).isEqualTo(0x60469778);
        assertThat(method.result()).isEqualTo(new TlType(TlType.Kind.OBJECT, "mtproto.ResPQ", null));
    }

    @Test
    void readsADefinitionOverSeveralLines() {
        Definition row = TlText.read("row flags:#\n  a:flags.0?int\n  b:flags.31?Vector<string>\n  = Row;", "")
                .getFirst();

        assertThat(row.fields()).hasSize(3);
        assertThat(row.fields().get(1).flag()).isEqualTo(new Flag("flags", 0));
        assertThat(row.fields().get(2).flag()).isEqualTo(new Flag("flags", 31));
        assertThat(row.fields().get(2).type()).isEqualTo(TlType.vector(TlType.of(TlType.Kind.STRING)));
    }

    @Test
    void readsAnEmptyText() {
        assertThat(TlText.read("// nothing yet\n", "")).isEmpty();
    }

    /// The ids are those of the official schema; the lines are its lines.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "997275b5 | boolTrue = Bool",
                "7da07ec9 | inputPeerSelf = InputPeer",
                "dde8a54c | inputPeerUser user_id:long access_hash:long = InputPeer",
                "62d6b459 | msgs_ack msg_ids:Vector<long> = MsgsAck",
                "d712e4be | req_DH_params nonce:int128 server_nonce:int128 p:bytes q:bytes public_key_fingerprint:long"
                        + " encrypted_data:bytes = Server_DH_Params",
                "f52ff27f | inputFile id:long parts:int name:string md5_checksum:string = InputFile",
                "b304a621 | upload.saveFilePart file_id:long file_part:int bytes:bytes = Bool",
                "5e002502 | auth.sentCode flags:# type:auth.SentCodeType phone_code_hash:string next_type:flags.1?auth.CodeType"
                        + " timeout:flags.2?int = auth.SentCode",
                "cb9f372d | invokeAfterMsg {X:Type} msg_id:long query:!X = X",
                "80c99768 | inputMessagesFilterPhoneCalls#00000001 flags:# missed:flags.0?true = MessagesFilter",
            })
    void givesALineTheIdThatTheOfficialSchemaHas(String id, String line) {
        assertThat(Integer.toHexString(TlText.crc32(line))).isEqualTo(id);
    }

    @Test
    void givesALineWithoutAnIdItsCrc() {
        Definition given =
                TlText.read("inputPeerSelf#00000007 = InputPeer;", "").getFirst();
        Definition computed = TlText.read("inputPeerSelf   =  InputPeer ;", "").getFirst();

        assertThat(given.id()).isEqualTo(7);
        assertThat(computed.id()).isEqualTo(0x7da07ec9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "row a:int = Row",
                "row a:int;",
                "row a = Row;",
                "row a:flags.32?int = Row;",
                "row a:Map<int> = Row;",
                "9row a:int = Row;",
                "row a:int = Row; other = Row;",
            })
    void refusesWhatIsNoDefinition(String text) {
        assertThatThrownBy(() -> TlText.read(text, "")).isInstanceOf(SchemaFault.class);
    }
}
