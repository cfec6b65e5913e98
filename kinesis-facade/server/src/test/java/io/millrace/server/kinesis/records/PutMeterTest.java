package io.millrace.server.kinesis.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.mapping.HashKey;
import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.metrics.StreamMetrics;
import io.millrace.server.metrics.WriteOperation;
import io.millrace.server.operation.AwsError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PutMeterTest {

    private static final StreamName ORDERS = new StreamName("orders");
    private static final Shard SHARD = Streams.firstShards(1, Streams.NOW).get(0);
    private static final Put PUT =
            new Put(HashKey.ofPartitionKey("key"), new byte[] {'k', 'e', 'y'}, new byte[100], Optional.empty());

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PutMeter meter = new PutMeter(new StreamMetrics(registry), WriteOperation.PUT_RECORDS);

    private double counted(String name) {
        return registry.get(name).tag("stream", "orders").counter().count();
    }

    @Test
    void whatWasWrittenThrottledAndFailedIsCountedApart() {
        List<PutOutcome> outcomes = List.of(
                new PutOutcome.Appended(SHARD, 0, 0),
                new PutOutcome.Failed(AwsError.provisionedThroughputExceeded("Rate exceeded")),
                new PutOutcome.Failed(AwsError.internalFailure("")),
                new PutOutcome.Appended(SHARD, 1, 0));

        meter.count(ORDERS, List.of(PUT, PUT, PUT, PUT), outcomes, System.nanoTime());

        assertThat(counted("millrace.incoming.records")).isEqualTo(2);
        assertThat(counted("millrace.incoming.bytes")).isEqualTo(206);
        assertThat(counted("millrace.put.records.success")).isEqualTo(1);
        assertThat(counted("millrace.put.records.failed.records")).isEqualTo(1);
        assertThat(counted("millrace.write.provisioned.throughput.exceeded")).isEqualTo(1);
    }

    @Test
    void aRequestOfWhichNothingWasWrittenIsNoSuccess() {
        List<PutOutcome> outcomes = List.of(new PutOutcome.Failed(AwsError.internalFailure("")));

        meter.count(ORDERS, List.of(PUT), outcomes, System.nanoTime());

        assertThat(counted("millrace.put.records.success")).isZero();
        assertThat(counted("millrace.put.records.failed.records")).isEqualTo(1);
    }
}
