package chappe.domain.account;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A search query as words; a name matches when each of them begins one of its words. Case and accents do not
/// count.
final class SearchWords {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");

    private final List<String> words;

    SearchWords(String query) {
        this.words = wordsOf(query);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    boolean match(String name) {
        List<String> named = wordsOf(name);
        return words.stream().allMatch(word -> named.stream().anyMatch(each -> each.startsWith(word)));
    }

    private static List<String> wordsOf(String text) {
        String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("");
        return BETWEEN_WORDS
                .splitAsStream(plain.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
