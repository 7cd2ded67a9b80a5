package chappe.tlgen;

/// The bit of a flags field that says whether an optional field is there: `flags2.3` is bit 3 of the field `flags2`.
record Flag(String field, int bit) {

    static Flag parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 1) throw new SchemaFault("no flag: " + text);
        int bit = Integer.parseInt(text.substring(dot + 1));
        if (bit < 0 || bit > 31) throw new SchemaFault("no such bit: " + text);
        return new Flag(text.substring(0, dot), bit);
    }
}
