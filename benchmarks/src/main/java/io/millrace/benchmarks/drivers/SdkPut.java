package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.measure.Hash;
import io.millrace.benchmarks.workloads.Put;
import io.millrace.benchmarks.workloads.PutLoad;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** A put as a program with the SDK writes it: the SDK encodes and signs it each time. */
record SdkPut(String stream, List<Put> puts, long payloads) {

    static List<SdkPut> several(String stream, PutLoad load) {
        return LongStream.range(0, load.distinctRequests())
                .mapToObj(seed -> Put.many(load.recordsPerRequest(), load.recordBytes(), seed))
                .map(puts -> new SdkPut(
                        stream,
                        puts,
                        puts.stream()
                                .mapToLong(put -> payload(SdkBytes.fromByteArrayUnsafe(put.data())))
                                .sum()))
                .toList();
    }

    static long payload(SdkBytes data) {
        return Hash.of(data.asByteArrayUnsafe(), 0, Put.IDENTITY);
    }

    /** The sequence numbers; fails unless every record has one. */
    CompletableFuture<List<String>> send(KinesisAsyncClient client) {
        if (puts.size() == 1) {
            Put put = puts.get(0);
            return client.putRecord(request -> request.streamName(stream)
                            .partitionKey(put.partitionKey())
                            .data(SdkBytes.fromByteArrayUnsafe(put.data())))
                    .thenApply(response -> List.of(response.sequenceNumber()));
        }
        List<PutRecordsRequestEntry> entries = puts.stream()
                .map(put -> PutRecordsRequestEntry.builder()
                        .partitionKey(put.partitionKey())
                        .data(SdkBytes.fromByteArrayUnsafe(put.data()))
                        .build())
                .toList();
        return client.putRecords(request -> request.streamName(stream).records(entries))
                .thenApply(response -> {
                    if (response.failedRecordCount() != 0) {
                        throw new DriverFailure(response.failedRecordCount() + " records were not acknowledged");
                    }
                    return response.records().stream()
                            .map(PutRecordsResultEntry::sequenceNumber)
                            .toList();
                });
    }
}
