package chappe.core.tl;

/// Turns constructor ids into objects and back, for one layer of the wire or one version of the stored records.
public interface Schema {

    /// Reads the fields of the constructor whose id has just been read.
    ///
    /// @throws TlFault when the id is unknown or the bytes do not fit it
    TlObject read(int constructorId, TlReader in);

    /// Writes an object, constructor id first, as this schema knows it.
    void write(TlObject object, TlWriter out);
}
