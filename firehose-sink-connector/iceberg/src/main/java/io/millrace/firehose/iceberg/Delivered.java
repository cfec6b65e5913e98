package io.millrace.firehose.iceberg;

import java.util.ArrayList;
import java.util.List;

/**
 * Which records of a partition a table has, of those that were to go there: all before a place, but for those that were given up.
 *
 * <p>What was given up is in the error output only when the unit that it is of is committed. If the task ends before that, it comes again, when
 * later records may be in the table already: so it must not count as delivered.
 */
record Delivered(Position before, List<Range> givenUp) {

    static final Delivered NOTHING = new Delivered(new Position(0, 0), List.of());

    Delivered {
        givenUp = List.copyOf(givenUp);
    }

    /** From a place to before another. */
    record Range(Position from, Position to) {

        boolean has(Position position) {
            return from.compareTo(position) <= 0 && position.compareTo(to) < 0;
        }

        /** Both, and what is between them. */
        Range over(Range other) {
            return new Range(min(from, other.from), max(to, other.to));
        }

        private boolean isEmpty() {
            return from.compareTo(to) >= 0;
        }

        /** What of this is not in the other. */
        private List<Range> minus(Range other) {
            List<Range> left = new ArrayList<>(2);
            left.add(new Range(from, min(to, other.from)));
            left.add(new Range(max(from, other.to), to));
            left.removeIf(Range::isEmpty);
            return left;
        }
    }

    boolean has(Position position) {
        return position.compareTo(before) < 0 && givenUp.stream().noneMatch(range -> range.has(position));
    }

    /** After all that was to go to the table from there was committed. */
    Delivered with(Range committed) {
        return new Delivered(max(before, committed.to), outside(committed));
    }

    /** After it was given up. */
    Delivered without(Range lost) {
        List<Range> all = outside(lost);
        all.add(lost);
        return new Delivered(before, all);
    }

    /** What lies before a place is settled: nobody reads it again. */
    Delivered settledBefore(Position position) {
        return new Delivered(before, outside(new Range(new Position(0, 0), position)));
    }

    private List<Range> outside(Range range) {
        List<Range> left = new ArrayList<>();
        givenUp.forEach(one -> left.addAll(one.minus(range)));
        return left;
    }

    private static Position min(Position a, Position b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Position max(Position a, Position b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
