/// How codes and e-mail leave the server: SMTP, SMPP, webhooks, and who is asked first.
///
/// Neighbours: `chappe.domain.account` says what must be delivered (`Mailer`, `CodeProvider`); `chappe.server`
/// reads the settings and wires. Rules: everything blocks on its caller's thread and every wait is bounded;
/// neither codes nor passwords are logged, nor text of the other side that might repeat them.
@NullMarked
package chappe.server.delivery;

import org.jspecify.annotations.NullMarked;
