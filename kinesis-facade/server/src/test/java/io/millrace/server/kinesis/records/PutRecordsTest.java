package io.millrace.server.kinesis.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kafka.KafkaAway;
import io.millrace.server.kafka.RecordAppender;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.PartitionKey;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.limits.WriteLimit;
import io.millrace.server.metrics.StreamMetrics;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.reshard.Lease;
import io.millrace.server.reshard.ShardGates;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class PutRecordsTest {

    private static final StreamFact ORDERS = Streams.active("orders");
    private static final RequestContext CONTEXT =
            new RequestContext("request-1", RequestContext.ANONYMOUS, Instant.EPOCH);

    private final TestCatalog catalog = TestCatalog.of(Streams.facts(ORDERS, 1));
    private final MockProducer<byte[], byte[]> producer = Producers.of("orders", 1);
    private final ShardGates gates = new ShardGates();

    @Test
    void aRequestOfWhichKafkaTookNothingIsUnavailableSoThatSdksTryItAgain() {
        CompletableFuture<PutRecords.Response> put = put(2);
        producer.errorNext(new TimeoutException("no answer"));
        producer.errorNext(new TimeoutException("no answer"));

        assertThat(Calls.refusal(put::join)).isEqualTo(KafkaAway.ERROR);
    }

    @Test
    void whereItTookSomeTheOthersAreTold() {
        CompletableFuture<PutRecords.Response> put = put(2);
        producer.completeNext();
        producer.errorNext(new TimeoutException("no answer"));

        assertThat(put.join().failedRecordCount()).isEqualTo(1);
        assertThat(put.join().records())
                .extracting(PutRecords.Result::errorCode)
                .containsExactly(Optional.empty(), Optional.of("InternalFailure"));
    }

    private CompletableFuture<PutRecords.Response> put(int count) {
        catalog.onChange(gates::follow);
        ShardAppends appends = new ShardAppends(
                catalog,
                gates,
                new Held(),
                new RecordAppender(producer),
                WriteLimit.NONE,
                Runnable::run,
                Duration.ofSeconds(20));
        PutRecords.Entry entry = new PutRecords.Entry(new PartitionKey("k"), Optional.empty(), new byte[1]);
        return new PutRecords(
                        new StreamLookup(catalog, Streams.ARNS), appends, new StreamMetrics(new SimpleMeterRegistry()))
                .handle(
                        new PutRecords.Request(
                                Collections.nCopies(count, entry),
                                Optional.of(ORDERS.name()),
                                Optional.empty(),
                                Optional.empty()),
                        CONTEXT)
                .toCompletableFuture();
    }

    private static final class Held implements Lease {

        @Override
        public long term() {
            return 1;
        }

        @Override
        public CompletionStage<Void> whenHeld() {
            return CompletableFuture.completedStage(null);
        }
    }
}
