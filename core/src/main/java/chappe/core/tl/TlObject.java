package chappe.core.tl;

/// A value of some TL constructor, or a call of some TL method. Generated records implement it; all are immutable.
public interface TlObject {

    /// The constructor's number in the schema it was generated from.
    int constructorId();

    /// Writes the constructor id and the fields. Nested objects go through [TlWriter#object], so that the writer's
    /// [Schema] may give them another shape for an older layer.
    void write(TlWriter out);
}
