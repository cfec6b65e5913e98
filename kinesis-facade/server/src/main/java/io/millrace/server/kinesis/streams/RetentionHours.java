package io.millrace.server.kinesis.streams;

import io.millrace.server.operation.AwsError;

/** How long a stream may keep its records. */
final class RetentionHours {

    private static final int MIN = 24;
    private static final int MAX = 8760;

    private RetentionHours() {}

    static void check(int hours) {
        if (hours < MIN) {
            throw AwsError.invalidArgument("Minimum allowed retention period is " + MIN
                            + " hours. Requested retention period (" + hours + " hours) is too short.")
                    .asException();
        }
        if (hours > MAX) {
            throw AwsError.invalidArgument("Maximum allowed retention period is " + MAX
                            + " hours. Requested retention period (" + hours + " hours) is too long.")
                    .asException();
        }
    }
}
