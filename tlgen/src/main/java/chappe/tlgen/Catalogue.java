package chappe.tlgen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All definitions of one schema, and where each lands in Java.
///
/// An abstract type becomes a sealed interface, or, when its only constructor has its name, nothing: the record stands
/// for it. Where a constructor or method has the type's name, it keeps it and the type gets `Type` behind its own.
final class Catalogue {
    private final String root;
    private final List<Definition> definitions;
    private final Map<String, List<Definition>> constructors = new LinkedHashMap<>();
    private final Map<String, Definition> byName = new HashMap<>();
    private final Map<String, String> unionNames = new LinkedHashMap<>();
    private final Set<String> bare = new HashSet<>();

    /// @param root the Java package of names without a namespace
    Catalogue(String root, List<Definition> definitions) {
        this.root = root;
        this.definitions = List.copyOf(definitions);
        definitions.forEach(this::enter);
        Set<String> taken = takenNames();
        constructors.forEach((type, members) -> {
            if (!isItsOnlyConstructor(type, members)) unionNames.put(type, freeName(type, taken));
        });
    }

    List<Definition> definitions() {
        return definitions;
    }

    /// The abstract types that become sealed interfaces.
    Set<String> unions() {
        return unionNames.keySet();
    }

    List<Definition> constructorsOf(String type) {
        return constructors.getOrDefault(type, List.of());
    }

    boolean isWrittenBare(Definition definition) {
        return bare.contains(definition.name());
    }

    String packageOf(String tlName) {
        String namespace = Names.namespace(tlName);
        return namespace.isEmpty() ? root : root + "." + namespace;
    }

    Set<String> packages() {
        Set<String> packages = new TreeSet<>(Set.of(root));
        for (Definition definition : definitions) packages.add(packageOf(definition.name()));
        for (String union : unionNames.keySet()) packages.add(packageOf(union));
        return packages;
    }

    String unionName(String type) {
        return unionNames.getOrDefault(type, Names.type(type));
    }

    /// The union that a constructor belongs to; null when it stands for its type alone, or for `Object`.
    @Nullable
    String findUnionOf(Definition constructor) {
        String type = constructor.result().name();
        return unionNames.containsKey(type) ? type : null;
    }

    /// What Java calls a boxed object of an abstract type, seen from a package.
    String className(String type, String from) {
        List<Definition> members = constructorsOf(type);
        if (members.isEmpty()) throw new SchemaFault("no constructor makes a " + type);
        if (unionNames.containsKey(type)) return qualified(packageOf(type), unionName(type), from);
        return className(members.getFirst(), from);
    }

    String className(Definition definition, String from) {
        return qualified(packageOf(definition.name()), definition.javaName(), from);
    }

    Definition constructor(String name) {
        Definition definition = byName.get(name);
        if (definition == null) throw new SchemaFault("no constructor " + name);
        return definition;
    }

    private void enter(Definition definition) {
        if (byName.put(definition.name(), definition) != null) {
            throw new SchemaFault("defined twice: " + definition.name());
        }
        if (!definition.isMethod() && definition.result().kind() == TlType.Kind.OBJECT) {
            constructors
                    .computeIfAbsent(definition.result().name(), type -> new ArrayList<>())
                    .add(definition);
        }
        for (Field field : definition.fields()) noteBare(field.type());
    }

    private void noteBare(TlType type) {
        if (type.kind() == TlType.Kind.BARE) bare.add(type.name());
        if (type.isVector()) noteBare(type.items());
    }

    private Set<String> takenNames() {
        Set<String> taken = new HashSet<>();
        for (Definition definition : definitions) {
            String name = packageOf(definition.name()) + "." + definition.javaName();
            if (!taken.add(name)) throw new SchemaFault("two definitions are called " + name);
        }
        constructors.keySet().forEach(type -> taken.add(packageOf(type) + "." + Names.type(type) + " (type)"));
        return taken;
    }

    /// Case does not count: `jsonObjectValue` makes a `JSONObjectValue`, and some file systems hold only one of them.
    private static boolean isItsOnlyConstructor(String type, List<Definition> members) {
        Definition only = members.getFirst();
        return members.size() == 1
                && only.javaName().equalsIgnoreCase(Names.type(type))
                && only.namespace().equals(Names.namespace(type));
    }

    /// `auth.SentCode` has a constructor of its name and `auth.SentCodeType` is a type: the former gets `Type` twice.
    private String freeName(String type, Set<String> taken) {
        String name = Names.type(type);
        if (!taken.contains(packageOf(type) + "." + name)) return name;
        do name += "Type";
        while (taken.contains(packageOf(type) + "." + name)
                || taken.contains(packageOf(type) + "." + name + " (type)"));
        return name;
    }

    private static String qualified(String packageName, String name, String from) {
        return packageName.equals(from) ? name : packageName + "." + name;
    }
}
