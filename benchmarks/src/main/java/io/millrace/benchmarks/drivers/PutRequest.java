package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.http.BodyFormat;
import io.millrace.benchmarks.http.RequestSigner;
import io.millrace.benchmarks.workloads.Put;
import io.millrace.benchmarks.workloads.PutLoad;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A put, encoded and signed once and sent many times.
 *
 * @param payloads the sum of the hashes of its payloads
 */
record PutRequest(ByteBuffer bytes, int records, long payloads) {

    static List<PutRequest> several(String stream, PutLoad load, BodyFormat format, RequestSigner signer) {
        return LongStream.range(0, load.distinctRequests())
                .mapToObj(seed ->
                        of(stream, Put.many(load.recordsPerRequest(), load.recordBytes(), seed), format, signer))
                .toList();
    }

    private static PutRequest of(String stream, List<Put> puts, BodyFormat format, RequestSigner signer) {
        ByteBuffer bytes = puts.size() == 1
                ? signer.request("PutRecord", format.putRecord(stream, puts.get(0)))
                : signer.request("PutRecords", format.putRecords(stream, puts));
        long payloads = puts.stream().mapToLong(format.scan()::payload).sum();
        return new PutRequest(bytes, puts.size(), payloads);
    }
}
