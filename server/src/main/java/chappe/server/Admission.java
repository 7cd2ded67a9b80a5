package chappe.server;

import chappe.domain.account.AppPolicy;
import chappe.domain.account.Invitations;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Who may open an account, and with which apps people may log in.
record Admission(Invitations.Mode registration, AppPolicy apps) {

    static Admission from(Entries entries) {
        String mode = entries.one("registration.mode", name(Invitations.Mode.OPEN), name -> name(mode(name)));
        Map<Integer, String> allowed = new HashMap<>();
        entries.secrets("apps.allowed", Admission::app).forEach(app -> allowed.put(app.id(), app.hash()));
        List<Integer> refused = entries.numbers("apps.refused", List.of(), 1, Integer.MAX_VALUE);
        return new Admission(mode(mode), new AppPolicy(allowed, new HashSet<>(refused)));
    }

    /// Its name in the settings and for clients.
    static String name(Invitations.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static Invitations.Mode mode(String name) {
        for (Invitations.Mode each : Invitations.Mode.values()) if (name(each).equals(name)) return each;
        throw new IllegalArgumentException("must be open, invitation or closed");
    }

    /// @param hash empty where none is asked for
    private record App(int id, String hash) {}

    private static App app(String text) {
        if (!text.matches("[1-9]\\d{0,8}(:[0-9a-f]{32})?"))
            throw new IllegalArgumentException("must be an api_id each, or api_id:api_hash");
        int colon = text.indexOf(':');
        return colon < 0
                ? new App(Integer.parseInt(text), "")
                : new App(Integer.parseInt(text.substring(0, colon)), text.substring(colon + 1));
    }
}
