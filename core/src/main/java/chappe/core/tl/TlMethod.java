package chappe.core.tl;

/// A call: a TL object whose answer has the type `R` (`Bool` is [Boolean], `Vector<T>` is a [java.util.List]).
public interface TlMethod<R> extends TlObject {

    /// The method's name in the schema, for instance `messages.sendMessage`.
    String methodName();

    void writeResult(TlWriter out, R result);

    R readResult(TlReader in);
}
