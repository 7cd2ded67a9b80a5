package chappe.server.delivery;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The alphabet of short messages, 3GPP TS 23.038 section 6.2.1: 128 characters, and some more behind an escape.
///
/// SMPP carries each character in an octet of its own; the SMS centre packs them into seven bits.
final class GsmAlphabet {
    private static final int SEPTETS_MAX = 160;
    private static final int UCS2_MAX = 70;
    private static final char ESCAPE = '\u001b';

    /// A character's place is its code.
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅå"
            + "Δ_ΦΓΛΩΠΨΣΘΞ" + ESCAPE + "ÆæßÉ"
            + " !\"#¤%&'()*+,-./"
            + "0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNO"
            + "PQRSTUVWXYZÄÖÑÜ§"
            + "¿abcdefghijklmno"
            + "pqrstuvwxyzäöñüà";

    /// Characters that follow an escape; their codes are those of the basic characters below them.
    private static final String BEHIND_ESCAPE = "^{}\\[~]|€";

    private static final String THEIR_CODES = "Λ()/<=>¡e";

    private GsmAlphabet() {}

    static boolean fitsOneMessage(String text) {
        byte[] septets = encode(text);
        return septets == null ? text.length() <= UCS2_MAX : septets.length <= SEPTETS_MAX;
    }

    /// One octet a septet; null where the alphabet lacks a character.
    static byte @Nullable [] encode(String text) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            int basic = each == ESCAPE ? -1 : BASIC.indexOf(each);
            int behind = behindEscape(each);
            if (basic >= 0) {
                out.write(basic);
            } else if (behind >= 0) {
                out.write(ESCAPE);
                out.write(behind);
            } else {
                return null;
            }
        }
        return out.toByteArray();
    }

    static byte[] ucs2(String text) {
        return text.getBytes(StandardCharsets.UTF_16BE);
    }

    private static int behindEscape(char sought) {
        int place = BEHIND_ESCAPE.indexOf(sought);
        return place < 0 ? -1 : BASIC.indexOf(THEIR_CODES.charAt(place));
    }
}
