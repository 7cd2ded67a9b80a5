package chappe.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chappe.core.tl.TlFault;
import chappe.core.tl.TlMethod;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.testkit.LayerReader;
import chappe.testkit.LayerReader.Thing;
import chappe.testkit.Seed;
import chappe.wire.account.EmailVerified;
import chappe.wire.account.SendVerifyEmailCode;
import chappe.wire.account.VerifyEmail;
import chappe.wire.auth.AuthorizationSignUpRequired;
import chappe.wire.auth.SentCodeSuccess;
import chappe.wire.channels.SendAsPeers;
import chappe.wire.channels.ToggleSignatures;
import chappe.wire.help.AppConfig;
import chappe.wire.help.AppConfigNotModified;
import chappe.wire.help.GetAppConfig;
import chappe.wire.help.GetPromoData;
import chappe.wire.help.PromoData;
import chappe.wire.messages.ChatInviteJoinResultOk;
import chappe.wire.messages.CreateChat;
import chappe.wire.messages.DialogFilters;
import chappe.wire.messages.GetDialogFilters;
import chappe.wire.messages.GetMessageReadParticipants;
import chappe.wire.messages.ImportChatInvite;
import chappe.wire.messages.InvitedUsers;
import chappe.wire.messages.SendMessage;
import chappe.wire.messages.SendReaction;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/// What names alone do not settle, line by line of `Exceptions`.
class LayerExceptionsTest {
    private static final int TELETHON = 144;
    private static final int DESKTOP = 152;
    private static final int WEB = 158;
    private static final int GRAMJS = 198;

    @Test
    void answersThatWereTheirOnlyContentOnceAreThatAgain() {
        var updates = new Updates(List.of(), List.of(), List.of(), 7, 0);
        var filter = new DialogFilter.Builder(
                        2, new TextWithEntities("Work", List.of()), List.of(), List.of(), List.of())
                .build();

        assertThat(answer(
                        DESKTOP, new CreateChat.Builder(List.of(), "t").build(), new InvitedUsers(updates, List.of())))
                .isEqualTo(thing(DESKTOP, updates));
        assertThat(answer(GRAMJS, new ImportChatInvite("h"), new ChatInviteJoinResultOk(updates)))
                .isEqualTo(thing(GRAMJS, updates));
        assertThat(answer(DESKTOP, new GetDialogFilters(), new DialogFilters.Builder(List.of(filter)).build()))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .singleElement()
                .satisfies(each ->
                        assertThat(text(((Thing) each).fields().get("title"))).isEqualTo("Work"));
        assertThat(answer(
                        TELETHON,
                        new GetMessageReadParticipants(new InputPeerSelf(), 1),
                        List.of(new ReadParticipantDate(5, 6))))
                .isEqualTo(List.of(5L));
    }

    @Test
    void theAppConfigIsItsJsonOnceAndNothingWhenUnchanged() {
        assertThat(answer(DESKTOP, new GetAppConfig(0), new AppConfig(1, new JsonNull())))
                .isEqualTo(thing(DESKTOP, new JsonNull()));
        assertThat(answer(DESKTOP, new GetAppConfig(0), new AppConfigNotModified()))
                .isEqualTo(thing(DESKTOP, new JsonNull()));
        assertThat(answer(WEB, new GetAppConfig(1), new AppConfigNotModified()))
                .isEqualTo(thing(WEB, new AppConfigNotModified()));
    }

    @Test
    void aReplyKeepsItsMessageAndItsThreadWhicheverFieldsSayIt() {
        var reply = new InputReplyToMessage.Builder(7).topMsgId(3).build();
        var call = new SendMessage.Builder(new InputPeerSelf(), "hi", 1)
                .replyTo(reply)
                .build();
        byte[] bytes = TlWriter.toBytes(call, Layers.of(DESKTOP));

        Thing said = new LayerReader(DESKTOP).readCall(bytes);
        TlObject meant = TlReader.readWhole(bytes, Layers.of(DESKTOP));

        assertThat(said.fields()).containsEntry("reply_to_msg_id", 7).containsEntry("top_msg_id", 3);
        assertThat(meant).isEqualTo(call);
        assertThat(thing(
                                DESKTOP,
                                new DraftMessage.Builder("d", 9).replyTo(reply).build())
                        .fields())
                .containsEntry("reply_to_msg_id", 7);
    }

    @Test
    void aCallWithoutAReplyHasNone() {
        var call = new SendMessage.Builder(new InputPeerSelf(), "hi", 1).build();

        TlObject meant = TlReader.readWhole(TlWriter.toBytes(call, Layers.of(DESKTOP)), Layers.of(DESKTOP));

        assertThat(meant).isEqualTo(call);
    }

    @Test
    void textsWereStringsOnce() {
        var answer = new PollAnswer.Builder(new TextWithEntities("yes", List.of()), new byte[] {1}).build();

        Thing old = thing(GRAMJS - 40, answer);

        assertThat(text(old.fields().get("text"))).isEqualTo("yes");
    }

    @Test
    void theRightAnswersOfAQuizWereTheirOptionsOnce() {
        var yes = new PollAnswer.Builder(new TextWithEntities("yes", List.of()), new byte[] {7}).build();
        var no = new PollAnswer.Builder(new TextWithEntities("no", List.of()), new byte[] {8}).build();
        var poll = new Poll.Builder(1, new TextWithEntities("?", List.of()), List.of(yes, no), 0).build();
        var media = new InputMediaPoll.Builder(poll).correctAnswers(List.of(1)).build();
        byte[] bytes = TlWriter.toBytes(media, Layers.of(GRAMJS));

        Thing old = new LayerReader(GRAMJS).readObject(bytes);
        TlObject meant = TlReader.readWhole(bytes, Layers.of(GRAMJS));

        assertThat(((List<?>) old.fields().get("correct_answers")).getFirst()).isEqualTo(new byte[] {8});
        assertThat(((InputMediaPoll) meant).correctAnswers()).containsExactly(1);
    }

    @Test
    void aReactionWasItsEmojiOnce() {
        var call = new SendReaction.Builder(new InputPeerSelf(), 5)
                .reaction(List.of(new ReactionEmoji("+")))
                .build();
        byte[] bytes = TlWriter.toBytes(call, Layers.of(TELETHON));

        assertThat(text(new LayerReader(TELETHON).readCall(bytes).fields().get("reaction")))
                .isEqualTo("+");
        assertThat(TlReader.readWhole(bytes, Layers.of(TELETHON))).isEqualTo(call);
        assertThat(text(thing(TELETHON, new ReactionCount.Builder(new ReactionEmoji("+"), 2).build())
                        .fields()
                        .get("reaction")))
                .isEqualTo("+");
    }

    @Test
    void peersWereNumbersOnceOrStoodAlone() {
        var asPeers = new SendAsPeers(List.of(new SendAsPeer.Builder(new PeerUser(4)).build()), List.of(), List.of());

        assertThat(thing(TELETHON, asPeers).fields()).containsEntry("peers", List.of(thing(TELETHON, new PeerUser(4))));
        assertThat(thing(DESKTOP, new UpdateMessagePollVote(1, new PeerUser(4), List.of(), List.of(), 9))
                        .fields())
                .containsEntry("user_id", 4L);
        assertThat(thing(
                                GRAMJS,
                                user().storiesMaxId(new RecentStory.Builder()
                                                .maxId(8)
                                                .build())
                                        .build())
                        .fields())
                .containsEntry("stories_max_id", 8);
    }

    @Test
    void aUserHadOneNameOnce() {
        var names = List.of(new Username.Builder("first").build(), new Username.Builder("second").build());

        Thing old = thing(TELETHON, new UpdateUserName(1, "A", "B", names));

        assertThat(text(old.fields().get("username"))).isEqualTo("first");
        assertThat(text(thing(TELETHON, new UpdateUserName(1, "A", "B", List.of()))
                        .fields()
                        .get("username")))
                .isEmpty();
    }

    @Test
    void theLimitsThatTheConfigHadAreNotZero() {
        var objects = new RandomObjects(Seed.random("LayerExceptionsTest"));

        assertThat(thing(DESKTOP, objects.object(Config.class)).fields())
                .containsEntry("saved_gifs_limit", 200)
                .containsEntry("stickers_faved_limit", 5)
                .containsEntry("pinned_dialogs_count_max", 5)
                .containsEntry("pinned_infolder_count_max", 100);
    }

    @Test
    void anEmailWasVerifiedForThePassportAndAnsweredWithYes() {
        var call = new VerifyEmail(new EmailVerifyPurposePassport(), new EmailVerificationCode("123"));
        var send = new SendVerifyEmailCode(new EmailVerifyPurposePassport(), "a@example.org");
        byte[] bytes = TlWriter.toBytes(send, Layers.of(TELETHON));

        assertThat(answer(TELETHON, call, new EmailVerified("a@example.org"))).isEqualTo(true);
        assertThat(TlReader.readWhole(bytes, Layers.of(TELETHON))).isEqualTo(send);
    }

    @Test
    void whatALayerLacksIsReplacedDroppedOrLeftOut() {
        var message = new Message.Builder(9, new PeerUser(5), 1, "m")
                .media(new MessageMediaToDo.Builder(
                                new TodoList.Builder(new TextWithEntities("t", List.of()), List.of()).build())
                        .build())
                .entities(List.of(new MessageEntityBold(0, 1), new MessageEntityFormattedDate.Builder(0, 1, 2).build()))
                .build();
        var service = new MessageService.Builder(9, new PeerUser(5), 1, new MessageActionBoostApply(1)).build();

        Map<String, Object> fields = thing(DESKTOP, message).fields();

        assertThat(fields).containsEntry("media", thing(DESKTOP, new MessageMediaUnsupported()));
        assertThat((List<?>) fields.get("entities")).hasSize(1);
        assertThat(thing(DESKTOP, service).fields()).containsEntry("action", thing(DESKTOP, new MessageActionEmpty()));
        assertThat(thing(
                                TELETHON,
                                user().emojiStatus(new EmojiStatus.Builder(1).build())
                                        .build())
                        .fields())
                .doesNotContainKey("emoji_status");
        assertThat(thing(DESKTOP, new UpdateShort(new UpdateReadFeaturedEmojiStickers(), 1))
                        .name())
                .isIn("updateShort", "updatesTooLong");
    }

    @Test
    void fieldsThatShareABitAreThereTogether() {
        for (int layer : Layers.exact()) {
            var message =
                    new Message.Builder(9, new PeerChannel(5), 1, "m").views(3).build();

            assertThat(thing(layer, message).fields())
                    .as("layer %d", layer)
                    .containsEntry("views", 3)
                    .containsEntry("forwards", 0);
        }
    }

    @Test
    void aPromotionWithoutAPeerIsNoneWhereThePeerWasRequired() {
        var promo = new PromoData.Builder(77, List.of(), List.of(), List.of(), List.of()).build();

        Thing old = (Thing) answer(GRAMJS - 9, new GetPromoData(), promo);

        assertThat(old.name()).isEqualTo("help.promoDataEmpty");
        assertThat(old.fields()).containsEntry("expires", 77);
    }

    @Test
    void signaturesWereTurnedOnByABool() {
        byte[] on = new LayerWriting(TELETHON).toggleSignatures(true);
        byte[] off = new LayerWriting(TELETHON).toggleSignatures(false);

        assertThat(((ToggleSignatures) TlReader.readWhole(on, Layers.of(TELETHON))).signaturesEnabled())
                .isTrue();
        assertThat(((ToggleSignatures) TlReader.readWhole(off, Layers.of(TELETHON))).signaturesEnabled())
                .isFalse();
    }

    @Test
    void whatNoLayerKnowsIsRefusedBeforeItsFieldsAreRead() {
        var in = new TlReader(new byte[8], Layers.of(DESKTOP));

        assertThatThrownBy(in::object).isInstanceOf(TlFault.class);
        assertThat(in.position()).isEqualTo(4);
    }

    @Test
    void anObjectThatALayerHasNothingForIsNotWritten() {
        assertThatThrownBy(() -> TlWriter.toBytes(
                        new SentCodeSuccess(new AuthorizationSignUpRequired.Builder().build()), Layers.of(TELETHON)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("auth.sentCodeSuccess");
    }

    /// Bytes that an old client sends and no record of ours says, by hand.
    private record LayerWriting(int layer) {
        byte[] toggleSignatures(boolean isOn) {
            var out = new TlWriter(Layers.newest());
            out.int32(0x1f69b606); // channels.toggleSignatures channel:InputChannel enabled:Bool
            out.object(new InputChannelEmpty());
            out.bool(isOn);
            return out.toBytes();
        }
    }

    private static User.Builder user() {
        return new User.Builder(3).firstName("Ann").accessHash(4L);
    }

    private static Thing thing(int layer, TlObject object) {
        int exact = Layers.nearest(layer);
        return new LayerReader(exact).readObject(TlWriter.toBytes(object, Layers.of(exact)));
    }

    private static <R> Object answer(int layer, TlMethod<R> method, R result) {
        int exact = Layers.nearest(layer);
        return new LayerReader(exact).readResult(method.methodName(), Layers.toBytes(exact, method, result));
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, UTF_8);
    }
}
