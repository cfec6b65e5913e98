package io.millrace.server.kinesis;

import io.millrace.server.kinesis.records.GetRecords;
import io.millrace.server.kinesis.records.GetShardIterator;
import io.millrace.server.kinesis.records.PutRecord;
import io.millrace.server.kinesis.records.PutRecords;
import io.millrace.server.kinesis.streams.CreateStream;
import io.millrace.server.kinesis.streams.DeleteStream;
import io.millrace.server.kinesis.streams.DescribeStreamSummary;
import io.millrace.server.operation.OperationTable;

/** Every operation of Amazon Kinesis Data Streams that is served here. What is not listed is an UnknownOperationException. */
public final class KinesisApi {

    private KinesisApi() {}

    public static OperationTable operations(KinesisParts parts) {
        return OperationTable.of("Kinesis_20131202")
                // streams
                .add(
                        CreateStream.Request.class,
                        new CreateStream(
                                parts.catalog(), parts.topics(), parts.settings(), parts.incarnations(), parts.clock()))
                .add(DeleteStream.Request.class, new DeleteStream(parts.streams(), parts.catalog()))
                .add(DescribeStreamSummary.Request.class, new DescribeStreamSummary(parts.streams(), parts.arns()))
                // records
                .add(PutRecord.Request.class, new PutRecord(parts.streams(), parts.appends()))
                .add(PutRecords.Request.class, new PutRecords(parts.streams(), parts.appends()))
                .add(
                        GetShardIterator.Request.class,
                        new GetShardIterator(parts.streams(), parts.positions(), parts.iterators(), parts.clock()))
                .add(
                        GetRecords.Request.class,
                        new GetRecords(
                                parts.streams(), parts.reads(), parts.iterators(), parts.readLimit(), parts.clock()))
                .build();
    }
}
