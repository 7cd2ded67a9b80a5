package chappe.mtproto.transport;

/// Answers HTTP requests. Blocking; called on virtual threads, for one connection one after another.
public interface WebResponder {
    WebResponse answer(WebRequest request);
}
