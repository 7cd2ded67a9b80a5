package chappe.server;

import chappe.api.account.EmptyAppearance;
import chappe.api.account.EmptySettings;
import chappe.api.channels.EmptyChannels;
import chappe.api.help.EmptyHelp;
import chappe.api.help.Timezones;
import chappe.api.langpack.LanguagePacks;
import chappe.api.messages.EmptyLoads;
import chappe.api.payments.EmptyPayments;
import chappe.api.present.Inputs;
import chappe.api.rpc.Routes;
import chappe.api.stickers.EmptyEmoji;
import chappe.api.stickers.EmptyStickers;
import chappe.api.stickers.SystemSets;
import chappe.api.stories.EmptyStories;
import chappe.api.users.EmptyPersonal;
import java.time.Clock;

/// What clients load between their first connection and an idle main screen, beside what the other topics serve.
final class StartUpTopics {

    private StartUpTopics() {}

    static void register(Routes on, Inputs inputs, Topics.Shared shared, Clock clock) {
        new LanguagePacks(shared.profile()).register(on);
        new EmptyHelp().register(on);
        new Timezones(clock).register(on);
        new EmptyAppearance().register(on);
        new EmptySettings().register(on);
        new EmptyStickers().register(on);
        new SystemSets().register(on);
        new EmptyEmoji(clock).register(on);
        new EmptyLoads(inputs, clock).register(on);
        new EmptyStories(inputs, shared.people(), clock).register(on);
        new EmptyPayments(inputs).register(on);
        new EmptyChannels(inputs).register(on);
        new EmptyPersonal(inputs, shared.people()).register(on);
    }
}
