package io.millrace.server.kinesis.streams;

import io.millrace.mapping.catalog.Retention;
import io.millrace.server.operation.AwsError;

/** How long a stream may keep its records. */
final class RetentionHours {

    private RetentionHours() {}

    static void check(int hours) {
        if (hours < Retention.MIN_HOURS) {
            throw AwsError.invalidArgument("Minimum allowed retention period is " + Retention.MIN_HOURS
                            + " hours. Requested retention period (" + hours + " hours) is too short.")
                    .asException();
        }
        if (hours > Retention.MAX_HOURS) {
            throw AwsError.invalidArgument("Maximum allowed retention period is " + Retention.MAX_HOURS
                            + " hours. Requested retention period (" + hours + " hours) is too long.")
                    .asException();
        }
    }
}
