package chappe.domain.account;

/// A way by which login codes reach people. Thread-safe; may block for as long as its maker allows, some seconds.
public interface CodeProvider {

    /// Returns when somebody has taken the code who will bring it.
    ///
    /// @throws DeliveryFault when nobody has, which says whether the code may arrive all the same
    /// @throws java.io.UncheckedIOException when it surely will not
    void deliver(Phone phone, String code);

    /// What the client is told of the way.
    default CodeForm form(Phone phone) {
        return new CodeForm.Sms();
    }

    /// Whether the way leads to the phone's owner: not everybody has a mailbox or another session.
    default boolean reaches(Phone phone) {
        return true;
    }

    /// The owner says that a code has not arrived. What follows is the provider's business.
    default void reportMissing(Phone phone) {}
}
