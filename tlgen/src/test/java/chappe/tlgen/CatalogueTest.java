package chappe.tlgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static Catalogue catalogue(String text) {
        return new Catalogue("p", TlText.read(text, ""));
    }

    @Test
    void letsTheRecordStandForATypeWithOneConstructorOfItsName() {
        Catalogue catalogue = catalogue("state pts:int = State; \n jsonValue = JSONValue;");

        assertThat(catalogue.unions()).isEmpty();
        assertThat(catalogue.className("State", "p")).isEqualTo("State");
        assertThat(catalogue.className("JSONValue", "p")).isEqualTo("JsonValue");
    }

    @Test
    void namesATypeAsTheSchemaDoes() {
        Catalogue catalogue = catalogue("peerUser = Peer;\npeerChat = Peer;\nmsg_container = Container;");

        assertThat(catalogue.unions()).containsExactly("Peer", "Container");
        assertThat(catalogue.className("Peer", "p")).isEqualTo("Peer");
        assertThat(catalogue.className("Peer", "p.messages")).isEqualTo("p.Peer");
    }

    @Test
    void leavesTheNameToTheConstructor() {
        Catalogue catalogue = catalogue("user = User;\nuserEmpty = User;");

        assertThat(catalogue.className("User", "p")).isEqualTo("UserType");
        assertThat(catalogue.className(catalogue.constructor("user"), "p")).isEqualTo("User");
    }

    @Test
    void leavesTheNameToAMethodToo() {
        Catalogue catalogue = catalogue("a = Ping;\nb = Ping;\n---functions---\nping = Ping;");

        assertThat(catalogue.className("Ping", "p")).isEqualTo("PingType");
    }

    @Test
    void goesOnUntilANameIsFree() {
        Catalogue catalogue = catalogue("""
                auth.sentCode = auth.SentCode;
                auth.sentCodeSuccess = auth.SentCode;
                auth.sentCodeTypeApp = auth.SentCodeType;
                auth.sentCodeTypeSms = auth.SentCodeType;
                """);

        assertThat(catalogue.className("auth.SentCode", "p.auth")).isEqualTo("SentCodeTypeType");
        assertThat(catalogue.className("auth.SentCodeType", "p")).isEqualTo("p.auth.SentCodeType");
    }

    @Test
    void refusesDefinitionsThatShareAName() {
        assertThatThrownBy(() -> catalogue("a_b = A;\naB = A;")).isInstanceOf(SchemaFault.class);
        assertThatThrownBy(() -> catalogue("a = A;\na = B;")).isInstanceOf(SchemaFault.class);
    }

    @Test
    void refusesATypeThatNothingMakes() {
        Catalogue catalogue = catalogue("a b:Missing = A;");

        assertThatThrownBy(() -> new RecordWriter(catalogue, catalogue.constructor("a")).text())
                .isInstanceOf(SchemaFault.class)
                .hasMessageContaining("Missing");
    }
}
