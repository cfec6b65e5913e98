package io.millrace.dynamodb.lineage;

/** How far a shard has been read. A shard that has none was not begun. */
public sealed interface Position {

    /** Begun at its oldest record, and none was seen yet. */
    record Horizon() implements Position {}

    /** Up to this record, inclusive. */
    record After(SequenceNumber sequenceNumber) implements Position {}

    /** To its end: it is closed, and its children may be read. */
    record Finished() implements Position {}

    Position HORIZON = new Horizon();
    Position FINISHED = new Finished();

    static Position after(String sequenceNumber) {
        return new After(new SequenceNumber(sequenceNumber));
    }
}
