package io.millrace.server.dynamodbstreams.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.dynamodbstreams.Changes;
import io.millrace.server.dynamodbstreams.StreamsBench;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GetShardIteratorTest {

    private static final String TOPIC = "shop.orders";

    private final StreamsBench bench = new StreamsBench("shop").topic(TOPIC);

    /** At 0, 1, 3 and 4. */
    @BeforeEach
    void fourChangesAndAMarker() {
        for (int version = 1; version <= 4; version++) {
            if (version == 3) {
                bench.appendMarker(TOPIC);
            }
            bench.append(TOPIC, 0, Changes.key("a"), Changes.insert("a", version));
        }
    }

    @Test
    void eachTypeStartsWhereItSays() {
        assertThat(read("\"ShardIteratorType\":\"TRIM_HORIZON\"")).containsExactly(1, 2, 3, 4);
        assertThat(read("\"ShardIteratorType\":\"LATEST\"")).isEmpty();
        assertThat(read(at(1))).containsExactly(2, 3, 4);
        assertThat(read(after(1))).containsExactly(3, 4);
        assertThat(read(at(2))).as("where a marker is").containsExactly(3, 4);
        assertThat(read(after(4))).isEmpty();
        assertThat(read(at(5))).as("where the next will be").isEmpty();
    }

    @Test
    void whatWasTrimmedIsSaidToBe() {
        bench.trim(TOPIC, 3);

        assertThat(refusal(at(1))).isEqualTo("TrimmedDataAccessException");
        assertThat(refusal(after(1))).isEqualTo("TrimmedDataAccessException");
        assertThat(read(after(2))).containsExactly(3, 4);
        assertThat(read("\"ShardIteratorType\":\"TRIM_HORIZON\"")).containsExactly(3, 4);
    }

    @Test
    void numbersThatNoRecordCanHaveAreRefused() {
        assertThat(refusal(at(6))).isEqualTo("ValidationException");
        assertThat(refusal("\"ShardIteratorType\":\"AFTER_SEQUENCE_NUMBER\",\"SequenceNumber\":\"" + "9".repeat(40)
                        + "\""))
                .isEqualTo("ValidationException");
        assertThat(refusal(
                        "\"ShardIteratorType\":\"AT_SEQUENCE_NUMBER\",\"SequenceNumber\":\"" + "x".repeat(21) + "\""))
                .isEqualTo("ValidationException");
        assertThat(refusal("\"ShardIteratorType\":\"AT_SEQUENCE_NUMBER\"")).isEqualTo("ValidationException");
        assertThat(refusal("\"ShardIteratorType\":\"AT_SEQUENCE_NUMBER\",\"SequenceNumber\":\"1\""))
                .isEqualTo("ValidationException");
        assertThat(refusal("\"ShardIteratorType\":\"LATEST\",\"SequenceNumber\":\"" + "0".repeat(21) + "\""))
                .isEqualTo("ValidationException");
        assertThat(refusal("\"ShardIteratorType\":\"AT_TIMESTAMP\"")).isEqualTo("ValidationException");
    }

    @Test
    void aShardOfAnotherStreamIsNotFound() {
        String request =
                "{\"StreamArn\":\"" + bench.arn("orders") + "\",\"ShardId\":\"%s\",\"ShardIteratorType\":\"LATEST\"}";

        assertThat(bench.refusal("GetShardIterator", request.formatted("shardId-00000001550840986131-382ec8f8"))
                        .message())
                .isEqualTo("Requested resource not found: Shard does not exist");
        assertThat(bench.refusal(
                                "GetShardIterator",
                                request.formatted(bench.shard("orders", 0).replaceFirst("0$", "1")))
                        .code())
                .isEqualTo("ResourceNotFoundException");
    }

    private static String at(long number) {
        return "\"ShardIteratorType\":\"AT_SEQUENCE_NUMBER\",\"SequenceNumber\":\"%021d\"".formatted(number);
    }

    private static String after(long number) {
        return "\"ShardIteratorType\":\"AFTER_SEQUENCE_NUMBER\",\"SequenceNumber\":\"%021d\"".formatted(number);
    }

    private String refusal(String members) {
        return bench.refusal("GetShardIterator", bench.iteratorRequest("orders", members))
                .code();
    }

    private List<Integer> read(String members) {
        String iterator = bench.call("GetShardIterator", bench.iteratorRequest("orders", members))
                .path("ShardIterator")
                .asText();
        List<Integer> versions = new ArrayList<>();
        bench.records(iterator)
                .path("Records")
                .forEach(record ->
                        versions.add(record.at("/dynamodb/NewImage/version/N").asInt()));
        return versions;
    }
}
