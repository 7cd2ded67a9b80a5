package chappe.domain.box;

/// A place in a box's log. Both parts only grow; rows that move no `pts` share that of the row before them.
///
/// @param number the row's own number (rule R9)
public record Position(int pts, long number) implements Comparable<Position> {

    @Override
    public int compareTo(Position other) {
        return Long.compare(number, other.number);
    }

    Position next() {
        return new Position(pts, number + 1);
    }
}
