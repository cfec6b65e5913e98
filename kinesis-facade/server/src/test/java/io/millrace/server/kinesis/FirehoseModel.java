package io.millrace.server.kinesis;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The operations of Firehose's model of 2015-08-04, with the errors that it lists for them, as of August 2026.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_Operations.html">Actions</a>
 */
final class FirehoseModel {

    static final SortedMap<String, List<String>> OPERATIONS = new TreeMap<>(Map.ofEntries(
            entry(
                    "CreateDeliveryStream",
                    "InvalidArgumentException",
                    "LimitExceededException",
                    "ResourceInUseException",
                    "InvalidKMSResourceException"),
            entry("DeleteDeliveryStream", "ResourceInUseException", "ResourceNotFoundException"),
            entry("DescribeDeliveryStream", "ResourceNotFoundException"),
            entry("ListDeliveryStreams"),
            entry(
                    "ListTagsForDeliveryStream",
                    "ResourceNotFoundException",
                    "InvalidArgumentException",
                    "LimitExceededException"),
            entry(
                    "PutRecord",
                    "ResourceNotFoundException",
                    "InvalidArgumentException",
                    "InvalidKMSResourceException",
                    "InvalidSourceException",
                    "ServiceUnavailableException"),
            entry(
                    "PutRecordBatch",
                    "ResourceNotFoundException",
                    "InvalidArgumentException",
                    "InvalidKMSResourceException",
                    "InvalidSourceException",
                    "ServiceUnavailableException"),
            entry(
                    "StartDeliveryStreamEncryption",
                    "ResourceNotFoundException",
                    "ResourceInUseException",
                    "InvalidArgumentException",
                    "LimitExceededException",
                    "InvalidKMSResourceException"),
            entry(
                    "StopDeliveryStreamEncryption",
                    "ResourceNotFoundException",
                    "ResourceInUseException",
                    "InvalidArgumentException",
                    "LimitExceededException"),
            entry(
                    "TagDeliveryStream",
                    "ResourceNotFoundException",
                    "ResourceInUseException",
                    "InvalidArgumentException",
                    "LimitExceededException"),
            entry(
                    "UntagDeliveryStream",
                    "ResourceNotFoundException",
                    "ResourceInUseException",
                    "InvalidArgumentException",
                    "LimitExceededException"),
            entry(
                    "UpdateDestination",
                    "InvalidArgumentException",
                    "ResourceInUseException",
                    "ResourceNotFoundException",
                    "ConcurrentModificationException")));

    private FirehoseModel() {}

    private static Map.Entry<String, List<String>> entry(String operation, String... errors) {
        return Map.entry(operation, Stream.of(errors).sorted().toList());
    }
}
