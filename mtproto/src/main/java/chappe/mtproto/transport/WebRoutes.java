package chappe.mtproto.transport;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Sends requests to responders by path: an exact path before the longest folder that holds it. Immutable once built.
public final class WebRoutes implements WebResponder {
    private final Map<String, WebResponder> exact;
    private final Map<String, WebResponder> folders;

    private WebRoutes(Map<String, WebResponder> exact, Map<String, WebResponder> folders) {
        this.exact = Map.copyOf(exact);
        this.folders = Map.copyOf(folders);
    }

    @Override
    public WebResponse answer(WebRequest request) {
        WebResponder responder = exact.get(request.path());
        if (responder != null) return responder.answer(request);
        return folders.entrySet().stream()
                .filter(folder -> request.path().startsWith(folder.getKey()))
                .max(Comparator.comparingInt(folder -> folder.getKey().length()))
                .map(folder -> folder.getValue().answer(request))
                .orElseGet(() -> WebResponse.text(404, "not found\n"));
    }

    /// Gathers routes. Confined to one thread.
    public static final class Builder {
        private final Map<String, WebResponder> exact = new LinkedHashMap<>();
        private final Map<String, WebResponder> folders = new LinkedHashMap<>();

        public Builder at(String path, WebResponder responder) {
            exact.put(path, responder);
            return this;
        }

        /// Takes a folder and all below it.
        ///
        /// @param folder ends with a slash
        public Builder under(String folder, WebResponder responder) {
            if (!folder.endsWith("/")) throw new IllegalArgumentException("no folder: " + folder);
            folders.put(folder, responder);
            return this;
        }

        public WebRoutes build() {
            return new WebRoutes(exact, folders);
        }
    }
}
