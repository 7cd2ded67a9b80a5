package chappe.core.tl;

/// A call: a TL object whose answer has the type `R` (`Bool` is [Boolean], `Vector<T>` is a [java.util.List]).
public interface TlMethod<R> extends TlObject {

    /// The method's name in the schema, for instance `messages.sendMessage`.
    String methodName();

    void writeResult(TlWriter out, R result);

    R readResult(TlReader in);

    /// [#writeResult] for a caller that holds the method as `TlMethod<?>`.
    ///
    /// @throws ClassCastException when the result is not of the method's type
    @SuppressWarnings("unchecked") // the cast to R happens in the record's own writeResult
    default void writeAnyResult(TlWriter out, Object result) {
        writeResult(out, (R) result);
    }

    /// [#readResult] for a caller that holds the method as `TlMethod<?>`.
    default Object readAnyResult(TlReader in) {
        return readResult(in);
    }
}
