package chappe.store;

import java.util.function.BiFunction;
import java.util.function.Function;

/// How keys of one type become bytes and back, in an order that scans can use.
///
/// | keys | order | bytes |
/// |---|---|---|
/// | [#ascending], [#descending] | by number | 8, big-endian, sign flipped; complemented when descending |
/// | [#text] | by UTF-8 bytes | the bytes, a zero inside as `00 ff`, then `00 00` |
/// | [#pair] | by the first, then by the second | one after the other |
public interface Keys<K> {

    void write(K key, KeyWriter out);

    K read(KeyReader in);

    static Keys<Long> ascending() {
        return of((key, out) -> out.ascending(key), KeyReader::ascending);
    }

    static Keys<Long> descending() {
        return of((key, out) -> out.descending(key), KeyReader::descending);
    }

    static Keys<String> text() {
        return of((key, out) -> out.text(key), KeyReader::text);
    }

    /// A key of two parts, for instance `Keys.pair(Keys.ascending(), Name::origin, Keys.descending(),
    /// Name::number, Name::new)`. More parts are pairs of pairs.
    static <A, B, K> Keys<K> pair(
            Keys<A> first,
            Function<K, A> getFirst,
            Keys<B> second,
            Function<K, B> getSecond,
            BiFunction<A, B, K> make) {
        return of(
                (key, out) -> {
                    first.write(getFirst.apply(key), out);
                    second.write(getSecond.apply(key), out);
                },
                in -> {
                    A a = first.read(in);
                    B b = second.read(in);
                    return make.apply(a, b);
                });
    }

    /// Another type in place of `A`, for instance `Keys.ascending().as(UserId::value, UserId::new)`.
    default <B> Keys<B> as(Function<B, K> toKey, Function<K, B> fromKey) {
        Keys<K> self = this;
        return of((key, out) -> self.write(toKey.apply(key), out), in -> fromKey.apply(self.read(in)));
    }

    static <K> Keys<K> of(Writing<K> writing, Function<KeyReader, K> reading) {
        return new Keys<>() {
            @Override
            public void write(K key, KeyWriter out) {
                writing.write(key, out);
            }

            @Override
            public K read(KeyReader in) {
                return reading.apply(in);
            }
        };
    }

    /// The writing half of [Keys].
    @FunctionalInterface
    interface Writing<K> {
        void write(K key, KeyWriter out);
    }
}
