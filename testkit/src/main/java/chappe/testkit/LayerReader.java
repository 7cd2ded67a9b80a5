package chappe.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads TL bytes as a client of one layer does that knows nothing but its own schema: any
/// constructor, flag or byte that is not of the layer fails.
///
/// It shares no code with `wire`, whose translations it judges; the schema is the text that the build
/// puts on the class path. Immutable.
public final class LayerReader {
    private static final String FILE = "/chappe/wire/layers.tl";
    private static final int VECTOR = 0x1cb5c415;
    private static final int TRUE = 0x997275b5;
    private static final int FALSE = 0xbc799737;

    /// What was read: a constructor and its fields by name. A string is bytes.
    public record Thing(String name, String type, Map<String, Object> fields) {}

    private record Line(String name, String type, List<String> fields) {}

    private final Map<Integer, Line> constructors = new HashMap<>();
    private final Map<String, Line> byName = new HashMap<>();
    private final Map<Integer, Line> calls = new HashMap<>();
    private final Map<String, Line> methods = new HashMap<>();

    public LayerReader(int layer) {
        List<String> rows = rows();
        List<String> head = List.of(rows.getFirst().split(" ", -1));
        int bit = head.indexOf(Integer.toString(layer)) - 1;
        if (bit < 0) throw new IllegalArgumentException("no layer " + layer);
        for (String row : rows.subList(1, rows.size())) {
            String[] words = row.split(" ", -1);
            if ((Long.parseLong(words[1], 16) >> bit & 1) == 0) continue;
            String[] nameAndId = words[3].split("#", -1);
            List<String> fields = List.of(words).subList(4, words.length - 2);
            var line = new Line(nameAndId[0], words[words.length - 1], fields);
            boolean isMethod = words[0].equals("m");
            (isMethod ? calls : constructors).put(Integer.parseUnsignedInt(nameAndId[1], 16), line);
            (isMethod ? methods : byName).put(line.name, line);
        }
    }

    public boolean hasConstructor(String name) {
        return byName.containsKey(name);
    }

    public boolean hasMethod(String name) {
        return methods.containsKey(name);
    }

    /// An object of any type and nothing after it.
    public Thing readObject(byte[] bytes) {
        return (Thing) whole(bytes, "Object");
    }

    /// A call and nothing after it.
    public Thing readCall(byte[] bytes) {
        return (Thing) whole(bytes, "!X");
    }

    /// The constructor's or method's name that an id has, or null.
    public @Nullable String findName(int id) {
        Line line = calls.getOrDefault(id, constructors.get(id));
        return line == null ? null : line.name;
    }

    /// The answer to a method and nothing after it.
    public Object readResult(String method, byte[] bytes) {
        return whole(bytes, Objects.requireNonNull(methods.get(method)).type);
    }

    private Object whole(byte[] bytes, String type) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Object value = value(type, in);
        if (in.hasRemaining()) throw new AssertionError("bytes after the object: " + in.remaining());
        return value;
    }

    private Object value(String type, ByteBuffer in) {
        if (type.startsWith("Vector<")) {
            if (in.getInt() != VECTOR) throw new AssertionError("no vector");
            List<Object> items = new ArrayList<>();
            for (int i = in.getInt(); i > 0; i--) items.add(value(type.substring(7, type.length() - 1), in));
            return items;
        }
        return switch (type) {
            case "int", "#" -> in.getInt();
            case "long" -> in.getLong();
            case "double" -> in.getDouble();
            case "int128" -> List.of(in.getLong(), in.getLong());
            case "int256" -> List.of(in.getLong(), in.getLong(), in.getLong(), in.getLong());
            case "string", "bytes" -> bytes(in);
            case "Bool" -> bool(in.getInt());
            default -> object(type, in);
        };
    }

    private static boolean bool(int id) {
        if (id != TRUE && id != FALSE) throw new AssertionError("no Bool");
        return id == TRUE;
    }

    private static byte[] bytes(ByteBuffer in) {
        int start = in.position();
        int length = in.get() & 0xff;
        if (length == 254) length = (in.get() & 0xff) | (in.get() & 0xff) << 8 | (in.get() & 0xff) << 16;
        byte[] bytes = new byte[length];
        in.get(bytes);
        while ((in.position() - start) % 4 != 0) in.get();
        return bytes;
    }

    private Thing object(String type, ByteBuffer in) {
        int id = in.getInt();
        boolean isCall = type.equals("!X");
        Line line = (isCall ? calls : constructors).get(id);
        if (line == null) throw new AssertionError("the layer has no %08x, in a %s".formatted(id, type));
        if (!isCall && !type.equals("Object") && !line.type.equals(type))
            throw new AssertionError(line.name + " is no " + type);
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, Integer> unread = new HashMap<>();
        for (String field : line.fields) {
            int colon = field.indexOf(':');
            String name = field.substring(0, colon);
            String[] flagAndType = field.substring(colon + 1).split("\\?", -1);
            boolean isOptional = flagAndType.length == 2;
            if (isOptional && !isSet(flagAndType[0], fields, unread)) continue;
            String plain = flagAndType[flagAndType.length - 1];
            fields.put(name, plain.equals("true") ? true : value(plain, in));
            if (plain.equals("#")) unread.put(name, (Integer) fields.get(name));
        }
        unread.forEach((flags, bits) -> {
            if (bits != 0) throw new AssertionError("%s has unknown bits %x in %s".formatted(line.name, bits, flags));
        });
        return new Thing(line.name, line.type, fields);
    }

    private static boolean isSet(String flag, Map<String, Object> fields, Map<String, Integer> unread) {
        String[] nameAndBit = flag.split("\\.", -1);
        @Nullable Object flags = fields.get(nameAndBit[0]);
        int mask = 1 << Integer.parseInt(nameAndBit[1]);
        if (!(flags instanceof Integer bits) || (bits & mask) == 0) return false;
        unread.computeIfPresent(nameAndBit[0], (name, left) -> left & ~mask);
        return true;
    }

    private static List<String> rows() {
        try (InputStream in = LayerReader.class.getResourceAsStream(FILE)) {
            if (in == null) throw new IllegalStateException("not on the class path: " + FILE);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
