package chappe.tlgen;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the error enum, and the table of the errors that each method may give.
final class ErrorsWriter {
    private static final String ENUM = """
        package chappe.core;

        /// Every error that a method may refuse with: the schema's list and ours. `X` stands for a number.
        ///
        /// [MethodErrors] knows which method may give which, and with which code where it is not the usual one.
        public enum RpcError {
        CONSTANTS;

            private static final String NUMBER = "%d";

            private final String pattern;
            private final int code;

            RpcError(String pattern, int code) {
                this.pattern = pattern;
                this.code = code;
            }

            /// The usual error code, for instance 400; [MethodErrors#code] says it for a method.
            public int code() {
                return code;
            }

            /// The name on the wire, with the number where this constant's name has `X`; without a number it does not count.
            public String text(int number) {
                return pattern.replace(NUMBER, Integer.toString(number));
            }

            /// True where `X` stands for a number in the name.
            public boolean carriesNumber() {
                return pattern.contains(NUMBER);
            }

            /// The refusal to throw.
            ///
            /// @throws IllegalStateException where the name needs a number
            public Refusal refuse() {
                if (carriesNumber()) throw new IllegalStateException(this + " needs a number");
                return new Refusal(this, 0);
            }

            /// The refusal to throw, with the number that stands for `X`.
            ///
            /// @throws IllegalStateException where the name carries none
            public Refusal refuse(int number) {
                if (!carriesNumber()) throw new IllegalStateException(this + " carries no number");
                return new Refusal(this, number);
            }
        }
        """;

    private ErrorsWriter() {}

    static String enumText(ErrorList errors) {
        var constants = new StringBuilder();
        errors.all().forEach((name, error) -> {
            String about = Doc.plain(error.description());
            constants.append('\n').append(Doc.comment("    ", List.of(about.isEmpty() ? "`" + name + "`." : about)));
            constants.append("    %s(\"%s\", %d),\n".formatted(constant(name), error.pattern(), error.code()));
        });
        constants.setLength(constants.length() - 2);
        return ENUM.replace("CONSTANTS", constants.substring(1));
    }

    /// One line a method: its name, then its errors with their codes, tabs between; `*` stands for all methods.
    static String tableText(ErrorList errors) {
        var out = new StringBuilder(
                "# Generated: method, then the errors that it may give as NAME=code. * stands for every method.\n");
        Map<String, Map<String, Integer>> sorted = new TreeMap<>(errors.byMethod());
        sorted.forEach((method, codes) -> {
            out.append(method);
            codes.forEach((name, code) ->
                    out.append('\t').append(constant(name)).append('=').append(code));
            out.append('\n');
        });
        return out.toString();
    }

    private static String constant(String name) {
        return Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }
}
