package chappe.api.langpack;

import chappe.api.help.ServerProfile;
import chappe.api.rpc.Caller;
import chappe.api.rpc.Routes;
import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.wire.LangPackDifference;
import chappe.wire.LangPackLanguage;
import chappe.wire.langpack.GetDifference;
import chappe.wire.langpack.GetLangPack;
import chappe.wire.langpack.GetLanguage;
import chappe.wire.langpack.GetLanguages;
import chappe.wire.langpack.GetStrings;
import java.util.List;

/// The [language packs](https://core.telegram.org/api/translations) of this server: English is listed, without a
/// single text, so that clients stay with the texts that they bring themselves.
public final class LanguagePacks {
    private static final String ENGLISH = "en";
    private static final int NO_VERSION = 0;

    private final ServerProfile server;

    public LanguagePacks(ServerProfile server) {
        this.server = server;
    }

    public void register(Routes on) {
        on.emptyForAnyone(GetLangPack.class, (caller, ask) -> nothingNew(ask.langPack(), ask.langCode(), NO_VERSION));
        on.emptyForAnyone(
                GetDifference.class,
                (caller, ask) -> nothingNew(ask.langPack(), ask.langCode(), Math.max(ask.fromVersion(), NO_VERSION)));
        on.emptyForAnyone(GetStrings.class, (caller, ask) -> {
            check(ask.langPack());
            return List.of();
        });
        on.emptyForAnyone(GetLanguages.class, (caller, ask) -> {
            check(ask.langPack());
            return List.of(english());
        });
        on.emptyForAnyone(GetLanguage.class, this::getLanguage);
    }

    /// [langpack.getLanguage](https://core.telegram.org/method/langpack.getLanguage)
    ///
    /// Refuses with LANG_PACK_INVALID, LANG_CODE_NOT_SUPPORTED for all but English.
    LangPackLanguage getLanguage(Caller caller, GetLanguage ask) {
        check(ask.langPack());
        if (!ask.langCode().equals(ENGLISH)) throw RpcError.LANG_CODE_NOT_SUPPORTED.refuse();
        return english();
    }

    /// A client that came from elsewhere keeps its version, and with it the texts that it has.
    private static LangPackDifference nothingNew(String langPack, String langCode, int version) {
        check(langPack);
        return new LangPackDifference(langCode, version, version, List.of());
    }

    /// Clients name their own pack: `tdesktop`, `android`, `weba`; older ones name none.
    private static void check(String langPack) {
        if (langPack.length() > Limits.LANG_PACK_LENGTH_MAX) throw RpcError.LANG_PACK_INVALID.refuse();
    }

    private LangPackLanguage english() {
        return new LangPackLanguage.Builder("English", "English", ENGLISH, ENGLISH, 0, 0, server.publicUrl())
                .official(true)
                .build();
    }
}
