package chappe.tlgen;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Reads [TL text](https://core.telegram.org/mtproto/TL): constructors, then methods after `---functions---`.
///
/// A definition ends with `;`. The `//` lines above it are its comment. Without `#id` the id is the CRC32 of the
/// normalised definition, as everywhere in TL.
final class TlText {
    private static final Pattern HEAD = Pattern.compile("([A-Za-z][A-Za-z0-9_.]*)(?:#([0-9a-f]{1,8}))?");

    private final String prefix;

    private TlText(String prefix) {
        this.prefix = prefix;
    }

    /// @param namespace of all names of the text; empty for none
    static List<Definition> read(String text, String namespace) {
        return new TlText(namespace.isEmpty() ? "" : namespace + ".").definitions(text);
    }

    private List<Definition> definitions(String text) {
        List<Definition> definitions = new ArrayList<>();
        Definition.Kind kind = Definition.Kind.CONSTRUCTOR;
        var comment = new StringBuilder();
        var open = new StringBuilder();
        for (String raw : text.lines().toList()) {
            String line = raw.strip();
            if (line.startsWith("//")) {
                comment.append(line.substring(2).strip()).append(' ');
            } else if (line.startsWith("---")) {
                kind = line.equals("---functions---") ? Definition.Kind.METHOD : Definition.Kind.CONSTRUCTOR;
            } else if (line.isEmpty()) {
                comment.setLength(0);
            } else {
                open.append(line).append(' ');
                if (line.endsWith(";")) {
                    definitions.add(
                            definition(open.toString(), kind, comment.toString().strip()));
                    open.setLength(0);
                    comment.setLength(0);
                }
            }
        }
        if (!open.isEmpty()) throw new SchemaFault("a definition without ';' at its end: " + open);
        return definitions;
    }

    private Definition definition(String text, Definition.Kind kind, String comment) {
        String line = text.substring(0, text.lastIndexOf(';')).strip().replaceAll("\\s+", " ");
        int equals = line.lastIndexOf('=');
        if (equals < 0 || line.indexOf(';') >= 0) throw new SchemaFault("not 'name fields = Type;': " + text);
        String[] words = line.substring(0, equals).strip().split(" ", -1);
        Matcher head = HEAD.matcher(words[0]);
        if (!head.matches()) throw new SchemaFault("no name: " + text);
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            if (!words[i].startsWith("{")) fields.add(field(words[i]));
        }
        int id = head.group(2) == null ? crc32(line) : Integer.parseUnsignedInt(head.group(2), 16);
        TlType result = type(line.substring(equals + 1).strip());
        return new Definition(kind, prefix + head.group(1), id, fields, result, comment);
    }

    private Field field(String word) {
        int colon = word.indexOf(':');
        if (colon < 1) throw new SchemaFault("no field: " + word);
        String type = word.substring(colon + 1);
        int question = type.indexOf('?');
        @Nullable Flag flag = question < 0 ? null : Flag.parse(type.substring(0, question));
        return new Field(word.substring(0, colon), type(type.substring(question + 1)), flag, "");
    }

    private TlType type(String text) {
        int open = text.indexOf('<');
        if (open >= 0) {
            TlType item = type(text.substring(open + 1, text.length() - 1));
            return switch (text.substring(0, open)) {
                case "Vector" -> TlType.vector(item);
                case "vector" -> TlType.bareVector(item);
                default -> throw new SchemaFault("no vector: " + text);
            };
        }
        if (text.startsWith("%")) return bare(text.substring(1));
        return TlType.named(text, prefix);
    }

    /// `%Message` is the only constructor of the type `Message`, whose name starts with a small letter.
    private TlType bare(String type) {
        String name = type.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + type.substring(1);
        return new TlType(TlType.Kind.BARE, prefix + name, null);
    }

    /// The id of a definition that gives none: CRC32 over its text, without ids, braces and `true` fields, and with
    /// `bytes` spelled `string` ([TL](https://core.telegram.org/mtproto/TL-formal)).
    static int crc32(String definition) {
        String normal = definition
                .replaceFirst("#[0-9a-f]{1,8}(?= )", "")
                .replaceAll(" \\w+:\\w+\\.\\d+\\?true(?= )", "")
                .replaceAll("(?<=[:?])bytes(?= )", "string")
                .replace('<', ' ')
                .replace(">", "")
                .replace("{", "")
                .replace("}", "")
                .replace(";", "")
                .strip();
        var crc = new CRC32();
        crc.update(normal.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
