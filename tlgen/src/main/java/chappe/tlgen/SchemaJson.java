package chappe.tlgen;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the JSON schemas of the npm package: the client API's and MTProto's.
///
/// The package's own additions (`mtcute.*`) are no part of the protocol and are dropped. MTProto's names come with the
/// prefix `mt_`; here they get the namespace `mtproto`.
final class SchemaJson {
    private static final JsonMapper JSON = new JsonMapper();

    /// The package calls all of MTProto's lines classes; these are the methods among them.
    private static final Set<String> MTPROTO_METHODS = Set.of(
            "mt_req_pq_multi",
            "mt_req_DH_params",
            "mt_set_client_DH_params",
            "mt_rpc_drop_answer",
            "mt_get_future_salts",
            "mt_ping",
            "mt_ping_delay_disconnect",
            "mt_destroy_session",
            "mt_destroy_auth_key");

    private final Map<Integer, String> constructorNames = new HashMap<>();

    private SchemaJson() {}

    /// The number of the layer that the client API's schema describes.
    static int layer(Path apiSchema) {
        return JSON.readTree(apiSchema.toFile()).path("l").asInt();
    }

    /// What the client API's schema says of its abstract types, by their names.
    static Map<String, String> typeComments(Path apiSchema) {
        Map<String, String> comments = new HashMap<>();
        JSON.readTree(apiSchema.toFile())
                .path("u")
                .forEachEntry((type, comment) -> comments.put(type, comment.asString("")));
        return comments;
    }

    static List<Definition> read(Path file) {
        JsonNode root = JSON.readTree(file.toFile());
        return new SchemaJson().definitions(root.isArray() ? root : root.path("e"));
    }

    private List<Definition> definitions(JsonNode entries) {
        for (JsonNode entry : entries) {
            constructorNames.put(
                    (int) entry.path("id").asLong(), nameOf(entry.path("name").asString()));
        }
        List<Definition> definitions = new ArrayList<>();
        for (JsonNode entry : entries) {
            if (!entry.path("name").asString().startsWith("mtcute.")) definitions.add(definition(entry));
        }
        return definitions;
    }

    private Definition definition(JsonNode entry) {
        String raw = entry.path("name").asString();
        String prefix = raw.startsWith("mt_") ? "mtproto." : "";
        boolean method = entry.path("kind").asString().equals("method") || MTPROTO_METHODS.contains(raw);
        List<Field> fields = new ArrayList<>();
        for (JsonNode argument : entry.path("arguments")) fields.add(field(argument, prefix));
        return new Definition(
                method ? Definition.Kind.METHOD : Definition.Kind.CONSTRUCTOR,
                nameOf(raw),
                (int) entry.path("id").asLong(),
                fields,
                type(entry.path("type").asString(), entry.path("typeModifiers"), prefix),
                entry.path("comment").asString(""));
    }

    private Field field(JsonNode argument, String prefix) {
        JsonNode modifiers = argument.path("typeModifiers");
        JsonNode predicate = modifiers.path("predicate");
        @Nullable Flag flag = predicate.isMissingNode() ? null : Flag.parse(predicate.asString());
        TlType type = type(argument.path("type").asString(), modifiers, prefix);
        return new Field(
                argument.path("name").asString(),
                type,
                flag,
                argument.path("comment").asString(""));
    }

    private TlType type(String text, JsonNode modifiers, String prefix) {
        TlType item = modifiers.path("isBareType").asBoolean(false)
                ? new TlType(TlType.Kind.BARE, bareName(modifiers), null)
                : TlType.named(text, prefix);
        if (modifiers.path("isBareVector").asBoolean(false)) return TlType.bareVector(item);
        return modifiers.path("isVector").asBoolean(false) ? TlType.vector(item) : item;
    }

    private String bareName(JsonNode modifiers) {
        String name = constructorNames.get((int) modifiers.path("constructorId").asLong());
        if (name == null) throw new SchemaFault("a bare type without its constructor: " + modifiers);
        return name;
    }

    private static String nameOf(String raw) {
        return raw.startsWith("mt_") ? "mtproto." + raw.substring(3) : raw;
    }
}
