package chappe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import chappe.core.tl.TlMethod;
import chappe.core.tl.TlObject;
import chappe.core.tl.TlReader;
import chappe.core.tl.TlWriter;
import chappe.testkit.LayerReader;
import chappe.testkit.LayerReader.Thing;
import chappe.testkit.Seed;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What we write for a layer is read again with that layer's own schema, by a reader that knows
/// nothing of ours.
class OlderLayersTest {
    private static final int EACH = 4;
    private static final int PUSHES = 500;

    /// What some older layer has in a form that the newest does not say: they are left out or
    /// replaced.
    private static final Set<String> LOST = Set.of(
            "help.promoData",
            "inputInvoiceStarGift",
            "inputInvoiceStars",
            "inputMediaStory",
            "inputReplyToStory",
            "messageActionRequestedPeer",
            "payments.checkedGiftCode",
            "starsTransaction",
            "updateGroupCallMessage",
            "updateMessageExtendedMedia");

    /// Calls that some older layer makes of what the newest has no more; their clients hear that the
    /// call is malformed.
    private static final Set<String> REFUSED = Set.of(
            "messages.togglePaidReactionPrivacy",
            "payments.updateStarGiftPrice",
            "stories.deleteStories",
            "stories.editStory",
            "stories.getStoriesArchive",
            "stories.getStoriesViews",
            "stories.getStoryViewsList",
            "stories.sendStory",
            "stories.togglePinned");

    /// Calls that no newest record says as some older layer did: nothing here can make their bytes.
    private static final Set<String> UNSAID = Set.of(
            "channels.getChannelRecommendations",
            "messages.clickSponsoredMessage",
            "messages.report",
            "messages.reportSponsoredMessage",
            "messages.sendBotRequestedPeer",
            "messages.sendScreenshotNotification",
            "messages.viewSponsoredMessage",
            "payments.convertStarGift",
            "payments.saveStarGift",
            "phone.createConferenceCall",
            "stats.getMessagePublicForwards",
            "stickers.setStickerSetThumb",
            "stories.exportStoryLink",
            "stories.getPinnedStories",
            "stories.getStoriesByID",
            "stories.incrementStoryViews",
            "stories.readStories",
            "stories.report");

    /// Calls whose answer has alternatives now that some older layer cannot be told of. We never give
    /// these.
    private static final Set<String> UNANSWERED = Set.of(
            "account.verifyEmail",
            "channels.joinChannel",
            "messages.importChatInvite",
            "messages.report",
            "messages.requestAppWebView",
            "messages.requestSimpleWebView",
            "messages.translateText",
            "payments.checkGiftCode",
            "phone.createConferenceCall",
            "phone.sendGroupCallMessage",
            "stats.getMessagePublicForwards",
            "stories.canSendStory",
            "stories.report");

    private static final LayerReader NEWEST = new LayerReader(Layers.NEWEST);
    private static final Map<String, Class<? extends Record>> CLASSES = classes();

    private final RandomGenerator random = Seed.random("OlderLayersTest");

    static List<Integer> layers() {
        return List.copyOf(Layers.exact());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void whatALayerHasItsOwnSchemaReads(int layer) {
        var reader = new LayerReader(layer);
        RandomObjects objects = knownTo(reader);
        int written = 0;

        for (Map.Entry<String, Class<? extends Record>> each : CLASSES.entrySet()) {
            if (!reader.hasConstructor(each.getKey())) continue;
            for (int i = 0; i < EACH; i++) {
                TlObject object = (TlObject) objects.object(each.getValue());
                Thing newest = NEWEST.readObject(TlWriter.toBytes(object, Layers.newest()));
                byte[] bytes = written(object, layer);
                if (bytes == null) {
                    assertThat(newest).matches(thing -> loses(thing, reader), "needs what the layer lacks");
                    continue;
                }

                Thing old = reader.readObject(bytes);

                if (loses(newest, reader)) continue;
                assertThat(old.name()).isEqualTo(each.getKey());
                compare(newest, old);
                written++;
            }
        }

        assertThat(written).isGreaterThan(3500);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void whatALayerLacksDoesNotReachItsClients(int layer) {
        var reader = new LayerReader(layer);
        var objects = new RandomObjects(random);
        int dropped = 0;

        for (int i = 0; i < PUSHES; i++) {
            Updates updates = objects.object(Updates.class);
            byte[] bytes = TlWriter.toBytes(updates, Layers.of(layer));

            Thing old = reader.readObject(bytes);

            assertThat(old.name()).isEqualTo("updates");
            dropped += updates.updates().size() - ((List<?>) old.fields().get("updates")).size();
        }

        if (layer < Layers.NEWEST) assertThat(dropped).isPositive();
        else assertThat(dropped).isZero();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void whatALayerCallsArrivesAsItWasMeant(int layer) {
        var reader = new LayerReader(layer);
        RandomObjects objects = knownTo(reader);
        int read = 0;

        for (Map.Entry<String, Class<? extends Record>> each : CLASSES.entrySet()) {
            String name = each.getKey();
            if (!reader.hasMethod(name)) continue;
            for (int i = 0; i < EACH; i++) {
                TlObject call = (TlObject) objects.object(each.getValue());
                byte[] bytes = written(call, layer);
                if (bytes == null) {
                    Thing newest = NEWEST.readCall(TlWriter.toBytes(call, Layers.newest()));
                    assertThat(UNSAID.contains(name) || loses(newest, reader))
                            .as(name)
                            .isTrue();
                    continue;
                }
                Thing old = reader.readCall(bytes);

                if (REFUSED.contains(name)) continue;
                TlObject back = TlReader.readWhole(bytes, Layers.of(layer));

                assertThat(back).isInstanceOf(each.getValue());
                compare(old, NEWEST.readCall(TlWriter.toBytes(back, Layers.newest())));
                read++;
            }
        }

        assertThat(read).isGreaterThan(1700);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void answersHaveTheTypeThatTheLayerPromises(int layer) {
        var reader = new LayerReader(layer);
        RandomObjects objects = knownTo(reader);
        int answered = 0;

        for (Map.Entry<String, Class<? extends Record>> each : CLASSES.entrySet()) {
            String name = each.getKey();
            if (!reader.hasMethod(name) || name.matches("invoke.*|initConnection")) continue;
            for (int i = 0; i < EACH; i++) {
                TlMethod<?> method = (TlMethod<?>) objects.object(each.getValue());
                Object result = objects.value(resultOf(each.getValue()));
                byte[] bytes;
                try {
                    bytes = answer(layer, method, result);
                } catch (IllegalArgumentException missing) {
                    assertThat(UNANSWERED).contains(name);
                    continue;
                }

                reader.readResult(name, bytes);

                answered++;
            }
        }

        assertThat(answered).isGreaterThan(1600);
    }

    private RandomObjects knownTo(LayerReader reader) {
        return new RandomObjects(random, type -> {
            String name = nameOf(type);
            return name == null || reader.hasConstructor(name);
        });
    }

    private static byte @Nullable [] written(TlObject object, int layer) {
        try {
            return TlWriter.toBytes(object, Layers.of(layer));
        } catch (IllegalArgumentException missing) {
            return null;
        }
    }

    /// Whether somewhere in it is a constructor that the layer lacks, or has in another form.
    private static boolean loses(Thing thing, LayerReader reader) {
        boolean isLacking = !reader.hasConstructor(thing.name()) && !reader.hasMethod(thing.name());
        return isLacking
                || LOST.contains(thing.name())
                || thing.fields().values().stream().anyMatch(value -> losesWithin(value, reader));
    }

    private static boolean losesWithin(Object value, LayerReader reader) {
        return switch (value) {
            case Thing thing -> loses(thing, reader);
            case List<?> items -> items.stream().anyMatch(each -> losesWithin(each, reader));
            default -> false;
        };
    }

    private static @Nullable String nameOf(Class<?> type) {
        try {
            return type.isRecord() ? NEWEST.findName(type.getField("ID").getInt(null)) : null;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("unchecked") // the answer was made for the method
    private static <R> byte[] answer(int layer, TlMethod<R> method, Object result) {
        return Layers.toBytes(layer, method, (R) result);
    }

    /// What both have under the same name and in the same form is the same.
    private static void compare(Thing from, Thing to) {
        to.fields().forEach((name, value) -> {
            Object before = from.fields().get(name);
            if (before != null && before.getClass() == value.getClass()) {
                compare(to.name() + "." + name, before, value);
            }
        });
    }

    private static void compare(String where, Object from, Object to) {
        switch (to) {
            case Integer _ when where.contains(".flags") -> {}
            case Thing thing -> {
                if (from instanceof Thing before && before.name().equals(thing.name())) compare(before, thing);
            }
            case List<?> items -> {
                List<?> before = (List<?>) from;
                assertThat(items.size()).as(where).isLessThanOrEqualTo(before.size());
                if (items.size() != before.size()) return;
                for (int i = 0; i < items.size(); i++) {
                    if (items.get(i).getClass() == before.get(i).getClass())
                        compare(where, before.get(i), items.get(i));
                }
            }
            default -> assertThat(to).as(where).isEqualTo(from);
        }
    }

    /// The records of the client API by the schema's names.
    private static Map<String, Class<? extends Record>> classes() {
        Map<String, Class<? extends Record>> classes = new HashMap<>();
        for (Class<? extends Record> type : GeneratedClasses.records()) {
            String name = nameOf(type);
            if (name != null) classes.put(name, type);
        }
        return classes;
    }

    private static Type resultOf(Class<?> method) {
        for (Type each : method.getGenericInterfaces()) {
            if (each instanceof ParameterizedType generic && generic.getRawType() == TlMethod.class) {
                return generic.getActualTypeArguments()[0];
            }
        }
        throw new IllegalStateException("no method: " + method);
    }
}
