package io.millrace.conformance.kcl;

import static io.millrace.conformance.FacadeStream.shardId;
import static io.millrace.conformance.FacadeStream.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeExtension;
import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

@ExtendWith(FacadeExtension.class)
class KclIT {

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

    @ParameterizedTest(name = "enhanced fan-out: {0}")
    @ValueSource(booleans = {false, true})
    @Timeout(150)
    void everyRecordIsCountedOnceThroughASplitAMergeAndARestart(boolean fanOut) {
        SeenRecords first = new SeenRecords();
        SeenRecords second = new SeenRecords();
        try (FacadeStream stream = facade.stream(1);
                KclApplication application = application(stream, fanOut)) {
            put(stream, "before", 100);
            try (KclApplication.Worker worker = application.start(first)) {
                awaitRecords(first, 100);
                stream.split(shardId(0), BigInteger.TWO.pow(127).toString());
                put(stream, "between", 100);
                awaitRecords(first, 200);
                stream.merge(shardId(1), shardId(2));
                put(stream, "after", 100);
                awaitRecords(first, 300);
                until(
                        "there is a lease for each shard, and the parents are at their ends",
                        () -> leases(application)
                                .equals(Map.of(
                                        shardId(0), true, shardId(1), true, shardId(2), true, shardId(3), false)));
            }
            put(stream, "later", 50);
            try (KclApplication.Worker worker = application.start(second)) {
                awaitRecords(second, 50);
            }
        }

        assertThat(first.texts())
                .containsExactlyInAnyOrderElementsOf(Stream.of("before", "between", "after")
                        .flatMap(prefix -> texts(prefix, 100).stream())
                        .toList());
        assertThat(first.endedShards()).containsExactlyInAnyOrder(shardId(0), shardId(1), shardId(2));
        assertThat(second.texts()).containsExactlyElementsOf(texts("later", 50));
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

    private static void awaitRecords(SeenRecords seen, int count) {
        until(count + " records are seen", () -> seen.texts().size() >= count);
    }

    /** The shards that have a lease, and whether each was read to its end. */
    private static Map<String, Boolean> leases(KclApplication application) {
        return application
                .dynamoDb()
                .scan(r -> r.tableName(application.name()).consistentRead(true))
                .join()
                .items()
                .stream()
                .filter(item -> item.containsKey("checkpoint"))
                .collect(Collectors.toMap(
                        item -> text(item.get("leaseKey")),
                        item -> text(item.get("checkpoint")).equals("SHARD_END")));
    }

    private static String text(@Nullable AttributeValue value) {
        return value == null ? "" : value.s();
    }
}
