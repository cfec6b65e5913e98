package io.millrace.firehose.task;

import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.Failure;

/**
 * Why a record has no object to go to.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html">Dynamic partitioning</a>
 */
final class Partitioning {

    private Partitioning() {}

    static Failure keyIsMissing() {
        return new Failure(
                ErrorType.PROCESSING_FAILED,
                "DynamicPartitioning.MetadataExtractionFailed",
                "partitionKeys values must not be null or empty");
    }

    static Failure prefixIsTooLong() {
        return new Failure(
                ErrorType.PROCESSING_FAILED,
                "DynamicPartitioning.PrefixTooLong",
                "The partition keys make the prefix longer than 512 bytes");
    }

    static Failure prefixIsNoName() {
        return new Failure(
                ErrorType.PROCESSING_FAILED,
                "DynamicPartitioning.PrefixRefused",
                "The partition keys make a prefix with \"./\", \"../\" or control characters");
    }

    static Failure tooManyActive() {
        return new Failure(
                ErrorType.ACTIVE_PARTITION_EXCEEDED,
                "DynamicPartitioning.ActivePartitionsExceeded",
                "More partitions are active than partitioning.max.active allows");
    }
}
