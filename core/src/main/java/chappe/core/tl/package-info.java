/// TL, the serialization of MTProto, over plain `byte[]`.
///
/// See [Binary data serialization](https://core.telegram.org/mtproto/serialize). A [Schema] turns constructor ids into
/// objects and back; `wire` has one for each layer, `store` one for its records. Nothing here knows a constructor.
@NullMarked
package chappe.core.tl;

import org.jspecify.annotations.NullMarked;
