package chappe.domain.account;

/// What a client says of itself, as its owner later sees it in the list of sessions. Texts are cut to a length.
public record ClientDetails(
        int apiId, String deviceModel, String systemVersion, String appVersion, String langCode, String address) {
    private static final int LENGTH_MAX = 64;

    public ClientDetails {
        deviceModel = cut(deviceModel);
        systemVersion = cut(systemVersion);
        appVersion = cut(appVersion);
        langCode = cut(langCode);
        address = cut(address);
    }

    private static String cut(String text) {
        return text.length() <= LENGTH_MAX
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LENGTH_MAX)));
    }
}
