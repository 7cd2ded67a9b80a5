/// The program: command line, settings, data folder, wiring of the rooms, health, metrics and shutdown.
///
/// Neighbours: all rooms below; none above. [Main] reads the command line, [Server] wires and starts the
/// rooms one by one and stops them in the opposite order. The only room that may look at the wall clock, the
/// environment and the disk's layout. What keeps it from starting is a [StartFault], told to the operator in
/// one sentence without a stack trace.
@NullMarked
package chappe.server;

import org.jspecify.annotations.NullMarked;
