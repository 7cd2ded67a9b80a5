package chappe.server.delivery;

/// What a short message or a letter says, made of the operator's template. Immutable.
///
/// It must fit into one short message, for the second part of a longer one may come late or never.
public record CodeText(String template) {
    private static final String PLACE = "{code}";
    private static final String LONGEST = "000000000";

    public CodeText {
        if (!template.contains(PLACE)) throw new IllegalArgumentException("must contain " + PLACE);
        if (!GsmAlphabet.fitsOneMessage(template.replace(PLACE, LONGEST)))
            throw new IllegalArgumentException("must fit into one short message: 160 characters, or 70 where one of "
                    + "them is not of the GSM alphabet");
    }

    String with(String code) {
        return template.replace(PLACE, code);
    }

    @Override
    public String toString() {
        return template;
    }
}
