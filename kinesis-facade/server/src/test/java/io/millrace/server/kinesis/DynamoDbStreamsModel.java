package io.millrace.server.kinesis;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The operations of the model of DynamoDB Streams of 2012-08-10, with the errors that it lists for them, as of August 2026.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html">Actions</a>
 */
final class DynamoDbStreamsModel {

    static final SortedMap<String, List<String>> OPERATIONS = new TreeMap<>(Map.of(
            "DescribeStream",
            List.of("ResourceNotFoundException", "InternalServerError"),
            "GetRecords",
            List.of(
                    "ResourceNotFoundException",
                    "LimitExceededException",
                    "InternalServerError",
                    "ExpiredIteratorException",
                    "TrimmedDataAccessException"),
            "GetShardIterator",
            List.of("ResourceNotFoundException", "InternalServerError", "TrimmedDataAccessException"),
            "ListStreams",
            List.of("ResourceNotFoundException", "InternalServerError")));

    private DynamoDbStreamsModel() {}
}
