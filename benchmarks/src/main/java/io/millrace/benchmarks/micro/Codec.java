package io.millrace.benchmarks.micro;

import io.millrace.benchmarks.http.BodyFormat;
import io.millrace.benchmarks.workloads.Put;
import io.millrace.server.kinesis.KinesisShapes;
import io.millrace.server.kinesis.records.PutRecord;
import io.millrace.server.kinesis.records.PutRecords;
import io.millrace.server.wire.RequestReader;
import io.millrace.server.wire.ResponseWriter;
import io.millrace.server.wire.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Requests read and answers written. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Codec {

    @Param({"JSON", "CBOR"})
    String format = "JSON";

    private final RequestReader reader = new RequestReader(KinesisShapes.shapes());
    private final ResponseWriter writer = new ResponseWriter(KinesisShapes.shapes());
    private final PutRecords.Response answer = new PutRecords.Response(
            0,
            Collections.nCopies(
                    500,
                    new PutRecords.Result(
                            Optional.of("shardId-000000000001"),
                            Optional.of("4".repeat(56)),
                            Optional.empty(),
                            Optional.empty())));
    private WireFormat wire = WireFormat.JSON;
    private byte[] one = {};
    private byte[] many = {};

    @Setup
    public void make() {
        BodyFormat body = BodyFormat.valueOf(format);
        wire = WireFormat.valueOf(format);
        List<Put> puts = Put.many(500, 1024, 1);
        one = body.putRecord("stream", puts.get(0));
        many = body.putRecords("stream", puts);
    }

    @Benchmark
    public PutRecord.Request readPutRecord() {
        return reader.read(PutRecord.Request.class, wire, one);
    }

    @Benchmark
    public PutRecords.Request readPutRecordsOf500() {
        return reader.read(PutRecords.Request.class, wire, many);
    }

    @Benchmark
    public void writePutRecordsOf500() throws IOException {
        writer.write(answer, wire, OutputStream.nullOutputStream());
    }
}
