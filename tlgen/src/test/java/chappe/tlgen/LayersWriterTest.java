package chappe.tlgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersWriterTest {
    @TempDir
    private Path folder;

    @Test
    void saysOfEachLineWhichLayersHaveItAndWhereNothingBeneathDiffers() {
        var layers = new TreeMap<>(Map.of(
                1, TlText.read("a#1 = A;\nb#2 x:A = B;\nc#3 y:int = C;\n---functions---\nf#4 = B;", ""),
                2, TlText.read("a#1 = A;\na2#5 = A;\nb#2 x:A = B;\nc#3 y:int = C;\n---functions---\nf#4 = B;", "")));

        assertThat(new LayersWriter(layers).text()).isEqualTo("""
                layers 1 2
                c 3 3 a#00000001 = A
                c 3 2 b#00000002 x:A = B
                c 3 3 c#00000003 y:int = C
                m 3 3 f#00000004 = B
                c 2 2 a2#00000005 = A
                """);
    }

    @Test
    void aFlagWithoutContentMakesALineAnotherOne() {
        var layers = new TreeMap<>(Map.of(
                1, TlText.read("a#1 flags:# id:long = A;", ""),
                2, TlText.read("a#1 flags:# new:flags.3?true id:long = A;", "")));

        assertThat(new LayersWriter(layers).text())
                .contains("c 1 0 a#00000001 flags:# id:long = A\n")
                .contains("c 2 2 a#00000001 flags:# new:flags.3?true id:long = A\n");
    }

    @Test
    void spellsEveryTypeOfTheApi() {
        String line =
                "f#0000000a flags:# a:flags.0?true b:Bool c:int128 d:int256 e:Vector<Vector<long>> g:flags.2?double"
                        + " h:string i:bytes j:x.Y q:!X = !X";

        List<Definition> read = TlText.read("---functions---\n" + line.replace("= !X", "= X") + ";", "");

        assertThat(TlLine.of(read.getFirst())).isEqualTo(line);
    }

    @Test
    void readsPackagesOfEveryShape() throws IOException {
        write("layer-10/tl/apiTl.js", "x = `\nboolTrue#997275b5 = Bool;\ntrue#3fedd339 = True;\na#1 = A;\n`;");
        write("layer-12/api-schema.json", json("b", 2));
        write("layer-13/tl/api-schema.json", json("c", 3));
        write("other/api-schema.json", "no schema of a layer");

        NavigableMap<Integer, List<Definition>> layers = OlderSchemas.read(folder, folder);

        assertThat(layers).containsOnlyKeys(10, 12, 13);
        assertThat(layers.values()).extracting(layer -> layer.getFirst().name()).containsExactly("a", "b", "c");
    }

    @Test
    void tellsALayerByItsDifferencesToTheTwoAroundIt() throws IOException {
        write("layer-10/tl/apiTl.js", "`a#1 = A;\nb#2 = B;`");
        write("layer-12/tl/apiTl.js", "`a#11 = A;\nb#12 = B;\nc#13 = C;\nd#14 = D;`");
        write("layer-11.txt", "# what it is\nas-10 a\nwithout c\n");

        List<Definition> between = OlderSchemas.read(folder, folder).get(11);

        assertThat(between)
                .extracting(each -> each.name() + each.id())
                .containsExactlyInAnyOrder("a1", "b" + 0x12, "d" + 0x14);
    }

    @Test
    void refusesDifferencesThatAreNone() throws IOException {
        write("layer-10/tl/apiTl.js", "`a#1 = A;`");
        write("layer-12/tl/apiTl.js", "`a#11 = A;`");
        write("layer-11.txt", "as-10 b\n");

        assertThatThrownBy(() -> OlderSchemas.read(folder, folder)).isInstanceOf(SchemaFault.class);
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static String json(String name, int id) {
        return "{\"l\":1,\"e\":[{\"kind\":\"class\",\"name\":\"%s\",\"id\":%d,\"type\":\"T\",\"arguments\":[]}]}"
                .formatted(name, id);
    }
}
