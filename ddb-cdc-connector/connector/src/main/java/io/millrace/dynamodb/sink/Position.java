package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.lineage.SequenceNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a change is among those of its item: in which stream of the table, and where in that. An item that was scanned has no sequence
 * number; it shows all that was done before the scan, and is followed by what was done since. See "Positions of a replica" in
 * docs/dynamodb-cdc.md.
 *
 * @param stream the label in the stream's ARN, the time when it was turned on; empty if the table has none
 * @param at the stream, and the sequence number in 40 digits if there is one: texts in the order of changes
 * @param time the change's; of a scanned item, before which nothing is newer than it
 */
record Position(String stream, String at, Instant time) {

    /** More than what clocks differ by, and times of changes are rounded by. */
    static final Duration MARGIN = Duration.ofMinutes(10);

    private static final int DIGITS = 40;
    private static final String LABEL = "/stream/";

    static Position of(Optional<String> streamArn, Optional<String> sequenceNumber, Instant time) {
        String stream = streamArn
                        .map(arn -> arn.substring(arn.indexOf(LABEL) + LABEL.length()))
                        .orElse("")
                + "/";
        return sequenceNumber
                .map(digits -> new Position(stream, stream + padded(new SequenceNumber(digits)), time))
                .orElseGet(() -> new Position(stream, stream, time.minus(MARGIN)));
    }

    private static String padded(SequenceNumber number) {
        return "0".repeat(Math.max(0, DIGITS - number.digits().length())) + number.digits();
    }

    boolean isScanned() {
        return at.equals(stream);
    }

    /** Whether it may replace what {@code other} left; as {@link Conditions} tell DynamoDB. */
    boolean isAfter(Position other) {
        if (isScanned()) {
            return other.at.compareTo(stream) < 0 || (other.at.startsWith(stream) && other.time.isBefore(time));
        }
        // a scan saw what is older
        return other.at.compareTo(at) < 0 && (!other.at.equals(stream) || !other.time.isAfter(time));
    }
}
