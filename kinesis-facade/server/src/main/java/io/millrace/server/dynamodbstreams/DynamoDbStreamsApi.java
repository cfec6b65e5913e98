package io.millrace.server.dynamodbstreams;

import io.millrace.server.dynamodbstreams.records.GetRecords;
import io.millrace.server.dynamodbstreams.records.GetShardIterator;
import io.millrace.server.dynamodbstreams.streams.DescribeStream;
import io.millrace.server.dynamodbstreams.streams.ListStreams;
import io.millrace.server.operation.OperationTable;

/** Every operation of DynamoDB Streams. What is not listed, DynamoDB's own included, is an UnknownOperationException. */
public final class DynamoDbStreamsApi {

    private DynamoDbStreamsApi() {}

    public static OperationTable operations(DynamoDbStreamsParts parts) {
        OperationTable all = OperationTable.of("DynamoDBStreams_20120810")
                .add(ListStreams.Request.class, new ListStreams(parts.streams()))
                .add(DescribeStream.Request.class, new DescribeStream(parts.streams(), parts.topics(), parts.facts()))
                .add(
                        GetShardIterator.Request.class,
                        new GetShardIterator(parts.streams(), parts.topics(), parts.iterators()))
                .add(GetRecords.Request.class, new GetRecords(parts.streams(), parts.reads(), parts.iterators()))
                .build();
        return parts.served() ? all : all.changed(NotServed::insteadOf);
    }
}
