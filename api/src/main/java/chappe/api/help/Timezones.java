package chappe.api.help;

import chappe.api.rpc.Caller;
import chappe.api.rpc.Limit;
import chappe.api.rpc.Routes;
import chappe.wire.Timezone;
import chappe.wire.help.GetTimezonesList;
import chappe.wire.help.TimezonesList;
import chappe.wire.help.TimezonesListNotModified;
import chappe.wire.help.TimezonesListType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// The time zones that a client offers for opening hours: those of the IANA database that are named by a place.
public final class Timezones {
    private static final Set<String> AREAS = Set.of(
            "Africa",
            "America",
            "Antarctica",
            "Arctic",
            "Asia",
            "Atlantic",
            "Australia",
            "Europe",
            "Indian",
            "Pacific");

    private final Clock clock;

    public Timezones(Clock clock) {
        this.clock = clock;
    }

    public void register(Routes on) {
        on.anyone(GetTimezonesList.class, Limit.READ, this::getTimezonesList);
    }

    /// [help.getTimezonesList](https://core.telegram.org/method/help.getTimezonesList)
    ///
    /// - `hash`: of what the client has; where it fits, the answer is `timezonesListNotModified`.
    ///
    /// Offsets are those of today, in seconds; the list goes from west to east.
    TimezonesListType getTimezonesList(Caller caller, GetTimezonesList ask) {
        Instant now = clock.instant();
        List<Timezone> zones = ZoneId.getAvailableZoneIds().stream()
                .filter(id -> AREAS.contains(area(id)))
                .map(id -> new Timezone(
                        id, name(id), ZoneId.of(id).getRules().getOffset(now).getTotalSeconds()))
                .sorted(Comparator.comparingInt(Timezone::utcOffset).thenComparing(Timezone::id))
                .toList();
        int hash = zones.hashCode();
        return ask.hash() == hash ? new TimezonesListNotModified() : new TimezonesList(zones, hash);
    }

    private static String area(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? "" : id.substring(0, slash);
    }

    private static String name(String id) {
        return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }
}
