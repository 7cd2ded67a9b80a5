package chappe.domain.account;

import chappe.core.Limits;
import chappe.core.RpcError;
import chappe.store.Change;
import chappe.store.Partition;
import chappe.store.Store;
import chappe.store.Store.Letter;
import chappe.store.Table;
import chappe.store.View;
import chappe.store.View.Order;
import chappe.store.post.PostOffice;
import chappe.store.record.PhoneInvitation;
import chappe.store.record.PhoneInvitedLetter;
import chappe.store.record.ServerInvitation;
import chappe.store.record.ServerInvitationUsedLetter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Who may open an account: anyone, those whom the operator invited, or nobody.
///
/// The protocol has no field for an invitation, so it is bound to the phone: who proves an invited number by its
/// login code may sign up, with any client. The number's partition decides (rule R7); the list that operators see
/// is kept in one partition of the server, which tells the number's by letter.
public final class Invitations {
    private static final Partition LIST = Partition.server(-2);

    /// Who may open an account.
    public enum Mode {
        OPEN,
        INVITATION,
        CLOSED
    }

    private final Store store;
    private final Clock clock;
    private final Mode mode;

    public Invitations(Store store, Clock clock, Mode mode) {
        this.store = store;
        this.clock = clock;
        this.mode = mode;
    }

    public Mode mode() {
        return mode;
    }

    /// Says what the letters do that carry invitations.
    public void register(PostOffice post) {
        post.on(PhoneInvitedLetter.class, this::onInvited);
        post.on(ServerInvitationUsedLetter.class, this::onUsed);
    }

    /// Invites a number, or changes until when it is invited. Refuses with LIMIT_INVALID when the list is full of
    /// living ones.
    public void invite(Phone phone, Instant expires) {
        store.write(LIST, change -> {
            forgetExpired(change);
            if (!Rows.INVITATIONS.contains(change, phone) && count(change) >= Limits.INVITATIONS_MAX)
                throw RpcError.LIMIT_INVALID.refuse();
            int until = (int) expires.getEpochSecond();
            Rows.INVITATIONS.put(change, phone, new ServerInvitation(now(), until));
            change.post(LoginCodes.partition(phone), new PhoneInvitedLetter(until));
            return true;
        });
    }

    /// Takes an invitation back.
    ///
    /// @return whether there was one
    public boolean withdraw(Phone phone) {
        return store.write(LIST, change -> {
            if (!Rows.INVITATIONS.contains(change, phone)) return false;
            Rows.INVITATIONS.delete(change, phone);
            change.post(LoginCodes.partition(phone), new PhoneInvitedLetter(0));
            return true;
        });
    }

    /// The invitations that nobody has used.
    public List<Invitation> list() {
        return store.read(
                LIST,
                view -> Rows.INVITATIONS.scan(view, Limits.INVITATIONS_MAX, Order.ASCENDING).stream()
                        .map(each -> new Invitation(
                                each.key(), Instant.ofEpochSecond(each.value().expires())))
                        .filter(each -> each.expires().isAfter(clock.instant()))
                        .toList());
    }

    /// Whether the owner of a number may open an account; asked in the number's partition.
    boolean admits(View phone) {
        return switch (mode) {
            case OPEN -> true;
            case CLOSED -> false;
            case INVITATION -> {
                PhoneInvitation invitation = Rows.INVITATION.find(phone);
                yield invitation != null && invitation.expires() > now();
            }
        };
    }

    /// The number's owner opens an account: an invitation serves once.
    void use(Change phone) {
        if (Rows.INVITATION.find(phone) == null) return;
        Rows.INVITATION.delete(phone);
        phone.post(LIST, new ServerInvitationUsedLetter(phone.partition().number()));
    }

    private void onInvited(Change change, Letter<PhoneInvitedLetter> letter) {
        int expires = letter.body().expires();
        if (expires == 0) Rows.INVITATION.delete(change);
        else Rows.INVITATION.put(change, new PhoneInvitation(expires));
    }

    private void onUsed(Change change, Letter<ServerInvitationUsedLetter> letter) {
        Rows.INVITATIONS.delete(change, new Phone(letter.body().phone()));
    }

    private void forgetExpired(Change change) {
        for (Table.Entry<Phone, ServerInvitation> each : all(change)) {
            if (each.value().expires() <= now()) Rows.INVITATIONS.delete(change, each.key());
        }
    }

    private static int count(View view) {
        return all(view).size();
    }

    private static List<Table.Entry<Phone, ServerInvitation>> all(View view) {
        return Rows.INVITATIONS.scan(view, Limits.INVITATIONS_MAX, Order.ASCENDING);
    }

    private int now() {
        return (int) clock.instant().getEpochSecond();
    }

    /// A number that may open an account, and until when.
    public record Invitation(Phone phone, Instant expires) {}
}
