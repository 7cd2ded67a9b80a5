package chappe.domain.account;

import chappe.core.Limits;

/// What a client says of itself, as its owner later sees it in the list of sessions. Texts are cut to a length.
public record ClientDetails(
        int apiId, String deviceModel, String systemVersion, String appVersion, String langCode, String address) {
    public ClientDetails {
        deviceModel = cut(deviceModel);
        systemVersion = cut(systemVersion);
        appVersion = cut(appVersion);
        langCode = cut(langCode);
        address = cut(address);
    }

    private static String cut(String text) {
        return text.length() <= Limits.CLIENT_DETAIL_LENGTH_MAX
                ? text
                : text.substring(
                        0, text.offsetByCodePoints(0, text.codePointCount(0, Limits.CLIENT_DETAIL_LENGTH_MAX)));
    }
}
