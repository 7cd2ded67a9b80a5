package chappe.tlgen;

import java.util.ArrayList;
import java.util.List;

/// Turns the schema's comments (HTML and JSDoc) into Markdown doc comments.
final class Doc {
    private static final int WIDTH = 112;

    private Doc() {}

    /// The `///` lines of some paragraphs; each ends with a line break.
    static String comment(String indent, List<String> paragraphs) {
        var out = new StringBuilder();
        boolean first = true;
        for (String paragraph : paragraphs) {
            if (paragraph.isEmpty()) continue;
            if (!first && !paragraph.startsWith("- ")) out.append(indent).append("///\n");
            for (String line : wrapped(paragraph))
                out.append(indent).append("/// ").append(line).append('\n');
            first = false;
        }
        return out.toString();
    }

    /// Plain text in which nothing means anything to Markdown or to javadoc.
    static String plain(String html) {
        return html.replaceAll("\\{@link\\s+([\\w.]*?)(?:Raw)?(\\w+?)(?:Request)?}", "$1$2")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .replaceAll("([\\\\*_\\[\\]<>{}@#|])", "\\\\$1")
                .strip();
    }

    private static List<String> wrapped(String paragraph) {
        List<String> lines = new ArrayList<>();
        String more = paragraph.startsWith("- ") ? "  " : "";
        var line = new StringBuilder();
        for (String word : paragraph.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH && line.length() > more.length()) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                line.append(more);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
