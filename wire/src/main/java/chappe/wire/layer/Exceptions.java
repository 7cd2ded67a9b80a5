package chappe.wire.layer;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// What field names alone do not settle between layers. Everything of this kind stands here and
/// nowhere else, as tables by the schema's names; [Translation] says when each is asked.
///
/// Sources: the schemas themselves, line against line, and what clients of these layers were seen to
/// read.
final class Exceptions {

    /// A field that is folded: older layers have the fields of a constructor bare among their own.
    ///
    /// @param field of the newer layer
    /// @param constructor that it holds
    /// @param key the field without which there is none
    record Folded(String field, String constructor, String key) {}

    /// Constructors that newer layers put around what older ones have bare, and the field that holds
    /// it. Both ways: they are taken off where the target wants what is inside, and put on where it
    /// wants them. Of two for the same type the first is put on.
    static final Map<String, String> WRAPPERS = Map.ofEntries(
            // Answers that were their only content once.
            entry("messages.invitedUsers", "updates"),
            entry("messages.chatInviteJoinResultOk", "updates"),
            entry("messages.dialogFilters", "filters"),
            entry("messages.webPagePreview", "media"),
            entry("messages.webPage", "webpage"),
            entry("help.appConfig", "config"),
            entry("readParticipantDate", "user_id"),
            // Strings that got entities or alternatives.
            entry("textWithEntities", "text"),
            entry("username", "username"),
            entry("reactionEmoji", "emoticon"),
            entry("chatReactionsSome", "reactions"),
            entry("chatTheme", "emoticon"),
            entry("inputChatTheme", "emoticon"),
            entry("emailVerificationCode", "code"),
            // Numbers that became peers, peers and numbers that got flags.
            entry("peerUser", "user_id"),
            entry("peerChat", "chat_id"),
            entry("sendAsPeer", "peer"),
            entry("recentStory", "max_id"),
            entry("starsAmount", "amount"));

    /// Wrappers that are only taken off: their type has another that is put on.
    static final Set<String> TAKEN_OFF_ONLY = Set.of("peerChat");

    /// Where a field of the target comes from, when it is not from the field of its name.
    static final Map<String, String> SOURCES = Map.ofEntries(
            entry("updateUserName.username", "usernames"),
            entry("updateMessagePollVote.user_id", "peer"),
            entry("updateGroupCall.chat_id", "peer"),
            entry("messageUserVote.user_id", "peer"),
            entry("messageUserVoteInputOption.user_id", "peer"),
            entry("messageUserVoteMultiple.user_id", "peer"),
            entry("messageActionSetChatTheme.emoticon", "theme"),
            entry("userFull.theme_emoticon", "theme"),
            entry("account.verifyEmail.verification", "code"),
            entry("messages.setChatTheme.theme", "emoticon"),
            entry("channels.toggleSignatures.signatures_enabled", "enabled"));

    static final List<Folded> FOLDED = List.of(new Folded("reply_to", "inputReplyToMessage", "reply_to_msg_id"));

    /// What stands for a constructor, or for any of a type, that the target layer has not. It takes
    /// over the fields of the same names. What is not listed is dropped from vectors, left out where
    /// it is optional, and otherwise makes the object around it one that the layer has not.
    static final Map<String, String> REPLACEMENTS = Map.ofEntries(
            entry("MessageMedia", "messageMediaUnsupported"),
            entry("MessageAction", "messageActionEmpty"),
            entry("PageBlock", "pageBlockUnsupported"),
            entry("RichText", "textEmpty"),
            entry("InputStickerSet", "inputStickerSetEmpty"),
            entry("help.PromoData", "help.promoDataEmpty"),
            entry("KeyboardButton", "keyboardButton"),
            entry("auth.SentCodeType", "auth.sentCodeTypeSms"),
            entry("DraftMessage", "draftMessageEmpty"),
            entry("help.AppConfig", "jsonNull"),
            entry("Updates", "updatesTooLong"),
            entry("messagePeerVote", "messageUserVote"),
            entry("messagePeerVoteInputOption", "messageUserVoteInputOption"),
            entry("messagePeerVoteMultiple", "messageUserVoteMultiple"));

    /// What stands where the target wants an object and there is none.
    static final Map<String, String> OBJECTS = Map.ofEntries(
            entry("EmailVerifyPurpose", "emailVerifyPurposePassport"),
            entry("EmojiStatus", "emojiStatusEmpty"),
            entry("MessageMedia", "messageMediaEmpty"));

    /// What stands where the target wants a value and there is none, if it is not zero or empty.
    static final Map<String, Object> VALUES = Map.ofEntries(
            // What the original answered while its config had them.
            entry("config.saved_gifs_limit", 200),
            entry("config.stickers_faved_limit", 5),
            entry("config.pinned_dialogs_count_max", 5),
            entry("config.pinned_infolder_count_max", 100));

    /// Answers that say yes in more words than a Bool.
    static final Set<String> MEAN_TRUE = Set.of("account.emailVerified", "reportResultReported");

    /// Fields that mean something else in the other layer: their value follows from the whole source.
    static final Map<String, Function<Node, List<Object>>> COMPUTED =
            Map.of("inputMediaPoll.correct_answers", Exceptions::correctAnswers);

    private Exceptions() {}

    /// The right answers of a quiz: named by their options once, by their places now.
    private static List<Object> correctAnswers(Node media) {
        List<byte[]> options = new ArrayList<>();
        if (media.find("poll") instanceof Node poll && poll.find("answers") instanceof List<?> answers) {
            for (Object each : answers) {
                if (each instanceof Node answer && answer.find("option") instanceof byte[] option) options.add(option);
            }
        }
        List<Object> correct = new ArrayList<>();
        if (!(media.find("correct_answers") instanceof List<?> said)) return correct;
        for (int i = 0; i < options.size(); i++) {
            byte[] option = options.get(i);
            boolean isByPlace = said.contains(i);
            if (isByPlace) correct.add(option);
            else if (said.stream().anyMatch(each -> each instanceof byte[] one && Arrays.equals(one, option)))
                correct.add(i);
        }
        return correct;
    }
}
