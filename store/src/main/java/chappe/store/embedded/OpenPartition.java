package chappe.store.embedded;

import chappe.store.Partition;

/// A partition that was written lately: its changes that may not be on the disk yet, over its [Cells], over the
/// database.
/// Guarded by the partition's lock.
final class OpenPartition {
    final Partition partition;
    final byte[] name;
    final Overlay rows;
    Head head;
    long lastTicket;
    private final Cells cells;

    OpenPartition(Partition partition, Rows database) {
        this.partition = partition;
        this.name = KeyLayout.name(partition);
        this.cells = new Cells(name.length, database);
        this.rows = new Overlay(cells);
        byte[] stored = database.find(KeyLayout.inPartition(name, KeyLayout.HEAD));
        this.head = stored == null ? Head.NEW : Head.read(stored);
    }

    /// Makes the rows of an enqueued commit those that the next change sees.
    void enqueued(Overlay changes, Head next, long ticket) {
        rows.putAll(changes, ticket);
        changes.forEach(cells::changed);
        head = next;
        lastTicket = ticket;
    }
}
