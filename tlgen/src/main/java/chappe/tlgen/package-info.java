/// Reads TL schemas and writes Java: wire records, stored records, the error enum. Runs only in the build.
///
/// [Main] is the way in; [SchemaJson] and [TlText] read, [Catalogue] resolves names, [RecordWriter], [UnionWriter],
/// [LookupWriter] and [ErrorsWriter] write, [OutputTree] touches only files whose content differs.
@NullMarked
package chappe.tlgen;

import org.jspecify.annotations.NullMarked;
