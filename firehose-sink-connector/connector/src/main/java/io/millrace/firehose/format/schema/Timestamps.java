package io.millrace.firehose.format.schema;

import io.millrace.firehose.format.schema.ColumnType.Timestamp.Unit;
import java.time.Instant;

/** Points in time as columns count them. What is finer than the unit is cut off, towards the past. */
final class Timestamps {

    private Timestamps() {}

    static long in(Unit unit, Instant instant) {
        return switch (unit) {
            case MILLIS -> instant.toEpochMilli();
            case MICROS ->
                Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
        };
    }
}
