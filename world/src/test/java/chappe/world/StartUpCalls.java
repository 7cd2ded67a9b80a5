package chappe.world;

import chappe.core.tl.TlMethod;
import chappe.wire.InputMessagesFilterPhotos;
import chappe.wire.InputMessagesFilterUrl;
import chappe.wire.InputNotifyBroadcasts;
import chappe.wire.InputNotifyChats;
import chappe.wire.InputNotifyPeer;
import chappe.wire.InputNotifyUsers;
import chappe.wire.InputPeer;
import chappe.wire.InputPeerEmpty;
import chappe.wire.InputPeerSelf;
import chappe.wire.InputStickerSetAnimatedEmoji;
import chappe.wire.InputStickerSetAnimatedEmojiAnimations;
import chappe.wire.InputStickerSetDice;
import chappe.wire.InputStickerSetEmojiChannelDefaultStatuses;
import chappe.wire.InputStickerSetEmojiDefaultStatuses;
import chappe.wire.InputStickerSetEmojiDefaultTopicIcons;
import chappe.wire.InputStickerSetEmojiGenericAnimations;
import chappe.wire.InputStickerSetPremiumGifts;
import chappe.wire.InputStickerSetTonGifts;
import chappe.wire.InputUserSelf;
import chappe.wire.InputUserType;
import chappe.wire.account.GetNotifySettings;
import chappe.wire.auth.ExportLoginToken;
import chappe.wire.contacts.GetTopPeers;
import chappe.wire.messages.GetDialogs;
import chappe.wire.messages.GetPinnedDialogs;
import chappe.wire.messages.GetSearchCounters;
import chappe.wire.messages.GetStickerSet;
import chappe.wire.stories.GetPeerMaxIDs;
import chappe.wire.updates.GetDifference;
import chappe.wire.users.GetUsers;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the calls of the list of start-up methods: with the arguments that clients use where they matter, and with
/// empty ones where they do not.
final class StartUpCalls {
    private static final Map<Class<?>, Object> VALUES = Map.of(
            int.class,
            0,
            long.class,
            0L,
            boolean.class,
            false,
            String.class,
            "en",
            List.class,
            List.of(),
            byte[].class,
            new byte[0],
            InputPeer.class,
            new InputPeerSelf(),
            InputUserType.class,
            new InputUserSelf());

    private StartUpCalls() {}

    static List<TlMethod<?>> of(String method) {
        return switch (method) {
            case "account.getNotifySettings" ->
                List.of(
                        new GetNotifySettings(new InputNotifyUsers()),
                        new GetNotifySettings(new InputNotifyChats()),
                        new GetNotifySettings(new InputNotifyBroadcasts()),
                        new GetNotifySettings(new InputNotifyPeer(new InputPeerSelf())));
            case "auth.exportLoginToken" ->
                List.of(new ExportLoginToken(1, "0123456789abcdef0123456789abcdef", List.of()));
            case "contacts.getTopPeers" ->
                List.of(
                        new GetTopPeers.Builder(0, 30, 0).correspondents(true).build(),
                        new GetTopPeers.Builder(0, 30, 0).botsInline(true).build());
            case "messages.getDialogs" -> List.of(dialogs(0), dialogs(1));
            case "messages.getPinnedDialogs" -> List.of(new GetPinnedDialogs(0), new GetPinnedDialogs(1));
            case "messages.getSearchCounters" ->
                List.of(new GetSearchCounters.Builder(
                                new InputPeerSelf(),
                                List.of(new InputMessagesFilterPhotos(), new InputMessagesFilterUrl()))
                        .build());
            case "messages.getStickerSet" ->
                Stream.of(
                                new InputStickerSetAnimatedEmoji(),
                                new InputStickerSetAnimatedEmojiAnimations(),
                                new InputStickerSetEmojiGenericAnimations(),
                                new InputStickerSetEmojiDefaultStatuses(),
                                new InputStickerSetEmojiDefaultTopicIcons(),
                                new InputStickerSetEmojiChannelDefaultStatuses(),
                                new InputStickerSetPremiumGifts(),
                                new InputStickerSetTonGifts(),
                                new InputStickerSetDice("\ud83c\udfb2"))
                        .<TlMethod<?>>map(set -> new GetStickerSet(set, 0))
                        .toList();
            case "stories.getPeerMaxIDs" -> List.of(new GetPeerMaxIDs(List.of(new InputPeerSelf())));
            case "updates.getDifference" -> List.of(new GetDifference.Builder(1, 0, 0).build());
            case "users.getUsers" -> List.of(new GetUsers(List.of(new InputUserSelf())));
            default -> List.of(plain(method));
        };
    }

    private static GetDialogs dialogs(int folder) {
        return new GetDialogs.Builder(0, 0, new InputPeerEmpty(), 100, 0)
                .folderId(folder)
                .build();
    }

    /// A call whose arguments are all empty, or the caller itself.
    private static TlMethod<?> plain(String method) {
        int dot = method.indexOf('.');
        String name = "chappe.wire." + method.substring(0, dot + 1) + Character.toUpperCase(method.charAt(dot + 1))
                + method.substring(dot + 2);
        try {
            Class<?> type = Class.forName(name);
            RecordComponent[] fields = type.getRecordComponents();
            @Nullable Object[] arguments = new @Nullable Object[fields.length];
            for (int i = 0; i < fields.length; i++) arguments[i] = argument(fields[i]);
            Class<?>[] types = Stream.of(fields).map(RecordComponent::getType).toArray(Class[]::new);
            return (TlMethod<?>) type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(method, impossible);
        }
    }

    private static @Nullable Object argument(RecordComponent field) {
        if (field.getAnnotatedType().isAnnotationPresent(Nullable.class)) return null;
        Object value = VALUES.get(field.getType());
        if (value == null) throw new AssertionError("no value for " + field);
        return value;
    }
}
