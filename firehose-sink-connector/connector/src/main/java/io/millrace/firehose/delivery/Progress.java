package io.millrace.firehose.delivery;

/** What came of a step. */
public sealed interface Progress {

    /** The store has answered. */
    record Moved() implements Progress {}

    /** The same step is to be taken again, some time later. */
    record NoAnswer(NoAnswerException cause) implements Progress {}

    /** The commit point is passed. The unit is still to be shown. */
    record Committed(Head head) implements Progress {}

    /**
     * Somebody else has gone on from where the unit began. Its uploads may be aborted: no head names them now or ever, or they are completed already.
     * The steps that follow show what the other has committed; then the consumer is put to {@link PartitionCommit#next}.
     */
    record Fenced(DeliveryUnit lost, Head by) implements Progress {}
}
