package io.millrace.server.firehose;

import io.millrace.server.firehose.destination.DestinationMerge;
import io.millrace.server.firehose.encryption.StartDeliveryStreamEncryption;
import io.millrace.server.firehose.encryption.StopDeliveryStreamEncryption;
import io.millrace.server.firehose.lookup.DeliveryStreamLookup;
import io.millrace.server.firehose.records.DirectPutStream;
import io.millrace.server.firehose.records.PutRecord;
import io.millrace.server.firehose.records.PutRecordBatch;
import io.millrace.server.firehose.streams.CreateDeliveryStream;
import io.millrace.server.firehose.streams.DeleteDeliveryStream;
import io.millrace.server.firehose.streams.DescribeDeliveryStream;
import io.millrace.server.firehose.streams.ListDeliveryStreams;
import io.millrace.server.firehose.streams.UpdateDestination;
import io.millrace.server.firehose.tags.ListTagsForDeliveryStream;
import io.millrace.server.firehose.tags.TagDeliveryStream;
import io.millrace.server.firehose.tags.UntagDeliveryStream;
import io.millrace.server.operation.OperationTable;

/** Every operation of Amazon Data Firehose. What is not listed is an UnknownOperationException. */
public final class FirehoseApi {

    private FirehoseApi() {}

    public static OperationTable operations(FirehoseParts parts) {
        DeliveryStreamLookup streams = new DeliveryStreamLookup(parts.catalog(), parts.arns());
        DirectPutStream puts = new DirectPutStream(streams);
        return OperationTable.of("Firehose_20150804")
                // streams
                .add(
                        CreateDeliveryStream.Request.class,
                        new CreateDeliveryStream(
                                parts.catalog(),
                                parts.arns(),
                                parts.properties(),
                                parts.documents(),
                                parts.config(),
                                parts.connected(),
                                parts.clock()))
                .add(
                        DeleteDeliveryStream.Request.class,
                        new DeleteDeliveryStream(streams, parts.catalog(), parts.connected()))
                .add(DescribeDeliveryStream.Request.class, new DescribeDeliveryStream(streams, parts.arns()))
                .add(ListDeliveryStreams.Request.class, new ListDeliveryStreams(parts.catalog()))
                .add(
                        UpdateDestination.Request.class,
                        new UpdateDestination(
                                streams,
                                parts.catalog(),
                                parts.arns(),
                                new DestinationMerge(parts.documents()),
                                parts.properties(),
                                parts.connectors(),
                                parts.connected(),
                                parts.clock()))
                // records
                .add(PutRecord.Request.class, new PutRecord(puts, parts.puts()))
                .add(PutRecordBatch.Request.class, new PutRecordBatch(puts, parts.puts()))
                // tags
                .add(TagDeliveryStream.Request.class, new TagDeliveryStream(streams, parts.catalog()))
                .add(UntagDeliveryStream.Request.class, new UntagDeliveryStream(streams, parts.catalog()))
                .add(ListTagsForDeliveryStream.Request.class, new ListTagsForDeliveryStream(streams))
                // encryption
                .add(
                        StartDeliveryStreamEncryption.Request.class,
                        new StartDeliveryStreamEncryption(streams, parts.catalog()))
                .add(
                        StopDeliveryStreamEncryption.Request.class,
                        new StopDeliveryStreamEncryption(streams, parts.catalog()))
                .build();
    }
}
