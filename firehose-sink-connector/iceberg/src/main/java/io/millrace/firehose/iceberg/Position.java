package io.millrace.firehose.iceberg;

import io.millrace.firehose.record.Origin;
import java.util.Comparator;

/** Where a record is in its partition. */
record Position(long offset, int part) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::offset).thenComparingInt(Position::part);

    static Position of(Origin origin) {
        return new Position(origin.offset(), origin.part());
    }

    static Position parse(String text) {
        int dot = text.indexOf('.');
        return new Position(Long.parseLong(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    }

    /** The first place after it. */
    Position next() {
        return new Position(offset, part + 1);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return offset + "." + part;
    }
}
