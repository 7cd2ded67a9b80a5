/// Translates between the newest layer and older ones, by tables that the build fills from the old
/// schemas.
///
/// Records exist for the newest layer only. What a client of an older layer says is read into a [Node]
/// by its own layer's lines, carried over field by field name ([Translation]), written in the newest
/// layer and read from there; what it is told goes the same way back. What names alone do not settle
/// stands in [Exceptions], and nowhere else.
///
/// Neighbours: `chappe.wire` hands out [OlderLayer]s. Nothing is loaded before the first client of an
/// older layer comes.
@NullMarked
package chappe.wire.layer;

import org.jspecify.annotations.NullMarked;
