package chappe.store.embedded;

import chappe.store.Partition;

/// A partition with changes that are enqueued and not yet known to be on the disk. Guarded by the partition's lock.
final class PendingPartition {
    final Partition partition;
    final byte[] name;
    final Overlay rows;
    Head head;
    long lastTicket;

    PendingPartition(Partition partition, Rows database) {
        this.partition = partition;
        this.name = KeyLayout.name(partition);
        this.rows = new Overlay(database);
        byte[] stored = database.find(KeyLayout.inPartition(name, KeyLayout.HEAD));
        this.head = stored == null ? Head.NEW : Head.read(stored);
    }
}
