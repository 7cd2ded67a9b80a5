/// The post office: takes letters from the outboxes of partitions to their receivers, each with its effect exactly
/// once.
///
/// Neighbours: the contract ([chappe.store.Mail]) below, `domain` above, which registers a handler for each letter.
/// What is durable lies in the engine (rules R1, R2); here is only what is on its way in this process, and a restart
/// rebuilds it from the outboxes.
@NullMarked
package chappe.store.post;

import org.jspecify.annotations.NullMarked;
