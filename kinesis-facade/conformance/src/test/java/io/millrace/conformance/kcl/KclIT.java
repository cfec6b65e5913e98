package io.millrace.conformance.kcl;

import static io.millrace.conformance.FacadeStream.shardId;
import static io.millrace.conformance.FacadeStream.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeExtension;
import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.kcl.KclApplication.Worker;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

@ExtendWith(FacadeExtension.class)
class KclIT {

    /** KCL itself waits for long: 10 s for an index in DynamoDB, 3 s for others to make the first lease, and so on. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static @Nullable DynamoDbLocal dynamoDb;

    private final RunningFacade facade;

    KclIT(RunningFacade facade) {
        this.facade = facade;
    }

    @BeforeAll
    static void startDynamoDb() {
        dynamoDb = DynamoDbLocal.start();
    }

    @AfterAll
    static void stopDynamoDb() {
        Objects.requireNonNull(dynamoDb).close();
    }

    @Test
    void everyRecordIsCountedOnceThroughASplitAMergeAndARestart() {
        try (FacadeStream stream = facade.stream(1);
                KclApplication polling = application(stream, false);
                KclApplication fanOut = application(stream, true)) {
            List<KclApplication> both = List.of(polling, fanOut);
            put(stream, "before", 100);
            try (Worker ofPolling = polling.start();
                    Worker ofFanOut = fanOut.start()) {
                awaitRecords(both, 100);
                stream.split(shardId(0), BigInteger.TWO.pow(127).toString());
                put(stream, "between", 100);
                awaitRecords(both, 200);
                stream.merge(shardId(1), shardId(2));
                put(stream, "after", 100);
                awaitRecords(both, 300);
                awaitLeases(both, Map.of(shardId(0), true, shardId(1), true, shardId(2), true, shardId(3), false));
            }
            put(stream, "later", 50);
            try (Worker ofPolling = polling.start();
                    Worker ofFanOut = fanOut.start()) {
                awaitRecords(both, 350);
            }

            assertThat(both).allSatisfy(application -> {
                assertThat(application.seen().texts())
                        .containsExactlyInAnyOrderElementsOf(Stream.of(
                                        texts("before", 100),
                                        texts("between", 100),
                                        texts("after", 100),
                                        texts("later", 50))
                                .flatMap(List::stream)
                                .toList());
                assertThat(application.seen().endedShards())
                        .containsExactlyInAnyOrder(shardId(0), shardId(1), shardId(2));
            });
        }
    }

    private KclApplication application(FacadeStream stream, boolean fanOut) {
        return new KclApplication(
                stream.name(),
                fanOut,
                facade.endpoints().http(),
                Objects.requireNonNull(dynamoDb).endpoint());
    }

    private void put(FacadeStream stream, String prefix, int count) {
        List<PutRecordsRequestEntry> records = texts(prefix, count).stream()
                .map(text -> PutRecordsRequestEntry.builder()
                        .partitionKey(text)
                        .data(SdkBytes.fromUtf8String(text))
                        .build())
                .toList();
        int failed = facade.kinesis()
                .putRecords(r -> r.streamName(stream.name()).records(records))
                .failedRecordCount();
        assertThat(failed).isZero();
    }

    private static List<String> texts(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }

    private static void awaitRecords(List<KclApplication> applications, int count) {
        applications.forEach(application -> until(
                application + " has seen " + count + " records",
                PATIENCE,
                () -> application.seen().texts().size() >= count));
    }

    private static void awaitLeases(List<KclApplication> applications, Map<String, Boolean> leases) {
        applications.forEach(application -> until(
                application + " has a lease for each shard, those of the parents at their ends",
                PATIENCE,
                () -> application.leases().equals(leases)));
    }
}
