package chappe.domain.account;

/// A way by which login codes reach people. Thread-safe; may block.
public interface CodeProvider {

    /// @throws java.io.UncheckedIOException when the code could not be handed on
    void deliver(Phone phone, String code);
}
