package io.millrace.server.lifecycle;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.Retention;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.server.operation.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A topic that somebody else has made, and whether it can be a stream without anything being deleted behind their back.
 *
 * @param retentionMillis below 0: for ever
 */
record AdoptedTopic(StreamName name, String cleanupPolicy, long retentionMillis, int maxMessageBytes) {

    private static final String DELETE = "delete";
    private static final int MAX_RECORD_SIZE_IN_KIB = 10 * 1024;

    static AdoptedTopic of(StreamName name, Map<String, String> settings) {
        return new AdoptedTopic(
                name,
                settings.getOrDefault("cleanup.policy", DELETE),
                Long.parseLong(settings.getOrDefault("retention.ms", "-1")),
                Integer.parseInt(settings.getOrDefault("max.message.bytes", "0")));
    }

    StreamFact asStream(String incarnation, Instant now, OptionalInt retentionHours) {
        if (name.value().startsWith("__")) {
            throw AwsError.invalidArgument("Topic " + name + " is an internal one.")
                    .asException();
        }
        retentionHours.ifPresent(AdoptedTopic::check);
        if (!cleanupPolicy.equals(DELETE)) {
            throw AwsError.invalidArgument("Topic " + name + " has cleanup.policy=" + cleanupPolicy
                            + ", under which records do not go by age as a stream's do: set it to delete first.")
                    .asException();
        }
        return StreamFact.creating(name, incarnation, now, StreamMode.PROVISIONED)
                .adopted(now)
                .withRetention(Retention.ofHours(retentionHours.orElseGet(this::retentionHours)))
                .withMaxRecordSizeInKiB(maxRecordSizeInKiB());
    }

    private static void check(int hours) {
        if (hours < Retention.MIN_HOURS || hours > Retention.MAX_HOURS) {
            throw AwsError.invalidArgument("A stream keeps records " + Retention.MIN_HOURS + " to "
                            + Retention.MAX_HOURS + " hours, not " + hours + ".")
                    .asException();
        }
    }

    /** Never shorter than now, unless somebody says so. */
    private int retentionHours() {
        long hours =
                Duration.ofMillis(retentionMillis).plusHours(1).minusMillis(1).toHours();
        if (retentionMillis < 0 || hours > Retention.MAX_HOURS) {
            throw AwsError.invalidArgument("Topic " + name + " keeps records "
                            + (retentionMillis < 0 ? "for ever" : hours + " hours") + ", a stream at most "
                            + Retention.MAX_HOURS + " hours: say a retention; older records will be deleted.")
                    .asException();
        }
        return Math.max(Retention.MIN_HOURS, (int) hours);
    }

    private int maxRecordSizeInKiB() {
        return Math.min(
                MAX_RECORD_SIZE_IN_KIB, Math.max(StreamFact.DEFAULT_MAX_RECORD_SIZE_IN_KIB, maxMessageBytes / 1024));
    }
}
