package chappe.wire;

import chappe.core.tl.Int128;
import chappe.core.tl.Int256;
import chappe.core.tl.TlMethod;
import chappe.wire.help.GetConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Fills records with random content, whatever their fields.
final class RandomObjects {
    private static final int DEPTH_MAX = 3;
    private static final String LETTERS = "aZ0 \n\u00e4\u4e16\ufffd";
    private static final int NEVER = 1_000_000;

    private final RandomGenerator random;
    private final Predicate<Class<?>> mayBeMember;
    private final Map<Class<?>, Integer> heights = new HashMap<>();

    RandomObjects(RandomGenerator random) {
        this(random, type -> true);
    }

    /// @param mayBeMember which constructors stand for their type, as long as it has such
    RandomObjects(RandomGenerator random, Predicate<Class<?>> mayBeMember) {
        this.random = random;
        this.mayBeMember = mayBeMember;
    }

    /// A record of the class. Fields that share a flag are there together, as the record demands where it has
    /// no default for them: then all optional ones are there.
    <T> T object(Class<T> type) {
        return type.cast(record(type, 0));
    }

    /// A value of a Java type as it stands in a record or as a method's result.
    Object value(Type type) {
        return Objects.requireNonNull(value(type, 0));
    }

    private Object record(Class<?> type, int depth) {
        try {
            return create(type, depth, random.nextInt(3));
        } catch (IllegalArgumentException siblingMissing) {
            return create(type, depth, 2);
        }
    }

    /// @param presence of optional fields: 0 none, 1 by chance, 2 all
    private Object create(Class<?> type, int depth, int presence) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            boolean optional = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean there = !optional || presence == 2 || (presence == 1 && random.nextBoolean());
            values[i] = there ? value(components[i].getGenericType(), depth + 1) : null;
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException argument) throw argument;
            throw new IllegalStateException(refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Object value(Type type, int depth) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? list(generic.getActualTypeArguments()[0], depth)
                    : new GetConfig();
        }
        Class<?> plain = (Class<?>) type;
        if (plain == int.class || plain == Integer.class) return random.nextInt();
        if (plain == long.class || plain == Long.class) return random.nextLong();
        if (plain == double.class || plain == Double.class) return random.nextDouble();
        if (plain == boolean.class || plain == Boolean.class) return random.nextBoolean();
        if (plain == String.class) return text();
        if (plain == byte[].class) return bytes();
        if (plain == Int128.class) return new Int128(random.nextLong(), random.nextLong());
        if (plain == Int256.class) return new Int256((Int128) value(Int128.class), (Int128) value(Int128.class));
        if (plain == TlMethod.class) return new GetConfig();
        return record(plain.isSealed() ? member(plain, depth) : plain, depth);
    }

    private List<Object> list(Type item, int depth) {
        List<Object> items = new ArrayList<>();
        if (depth < DEPTH_MAX) {
            for (int i = random.nextInt(3); i > 0; i--) items.add(value(item, depth + 1));
        }
        return items;
    }

    private String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        return text.toString();
    }

    /// Whole words: what stands at the end of a message, as bytes, has no padding of its own.
    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(70) * 4];
        random.nextBytes(bytes);
        return bytes;
    }

    /// A constructor of the type; deep inside, one of those that end soonest.
    private Class<?> member(Class<?> union, int depth) {
        List<Class<?>> members = members(union);
        if (depth < DEPTH_MAX) return members.get(random.nextInt(members.size()));
        Class<?> lowest = members.getFirst();
        for (Class<?> member : members) if (height(member) < height(lowest)) lowest = member;
        return lowest;
    }

    private List<Class<?>> members(Class<?> union) {
        List<Class<?>> all = List.of(union.getPermittedSubclasses());
        List<Class<?>> allowed = all.stream().filter(mayBeMember).toList();
        return allowed.isEmpty() ? all : allowed;
    }

    /// How deep an object of a type must be at least: required fields count, lists may be empty.
    private int height(Class<?> type) {
        Integer known = heights.get(type);
        if (known != null) return known;
        heights.put(type, NEVER);
        int height = 0;
        if (type.isSealed()) {
            height = members(type).stream().mapToInt(this::height).min().orElse(0);
        } else if (type.isRecord()) {
            for (RecordComponent each : type.getRecordComponents()) {
                boolean optional = each.getAnnotatedType().isAnnotationPresent(Nullable.class);
                if (!optional) height = Math.max(height, 1 + height(each.getType()));
            }
        }
        heights.put(type, Math.min(height, NEVER));
        return Math.min(height, NEVER);
    }
}
