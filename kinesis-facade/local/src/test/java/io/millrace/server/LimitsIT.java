package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.mapping.StreamName;
import io.millrace.server.kinesis.records.Positions;
import io.millrace.server.kinesis.records.PutRecords;
import io.millrace.server.kinesis.shape.PartitionKey;
import io.millrace.server.kinesis.streams.DescribeLimits;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A node that holds its clients to the service's rates. Its clock stands still, so that no allowance fills. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class LimitsIT {

    private static final String SHARD = "shardId-000000000000";

    private Node node;
    private NodeClient client;

    @BeforeAll
    void open() {
        Clock clock = Clock.fixed(Clock.systemUTC().instant(), Clock.systemUTC().getZone());
        node = Nodes.open("limits-it-catalog", Map.of("limits.mode", "aws"), clock);
        client = new NodeClient(node);
    }

    @AfterAll
    void close() {
        node.close();
    }

    @Test
    void records_beyond_the_rate_are_refused_one_by_one() {
        StreamName stream = client.create("limited-writes", 1);
        PutRecords.Entry entry = new PutRecords.Entry(new PartitionKey("k"), Optional.empty(), new byte[1]);
        PutRecords.Request full = new PutRecords.Request(
                Collections.nCopies(400, entry), Optional.of(stream), Optional.empty(), Optional.empty());

        PutRecords.Response first = client.call("PutRecords", full);
        PutRecords.Response second = client.call("PutRecords", full);
        PutRecords.Response third = client.call("PutRecords", full);

        assertThat(List.of(first.failedRecordCount(), second.failedRecordCount(), third.failedRecordCount()))
                .containsExactly(0, 0, 200);
        assertThat(third.records().subList(0, 200))
                .allSatisfy(result -> assertThat(result.sequenceNumber()).isPresent());
        assertThat(third.records().subList(200, 400)).allSatisfy(result -> {
            assertThat(result.sequenceNumber()).isEmpty();
            assertThat(result.errorCode()).contains("ProvisionedThroughputExceededException");
            assertThat(result.errorMessage())
                    .contains("Rate exceeded for shard shardId-000000000000 in stream limited-writes under account"
                            + " 000000000000.");
        });
    }

    @Test
    void the_sixth_read_of_a_second_is_refused() {
        StreamName stream = client.create("limited-reads", 1);
        String iterator = client.iterator(stream, SHARD, Positions.Type.TRIM_HORIZON);
        for (int i = 0; i < 5; i++) {
            assertThat(client.read(iterator).records()).isEmpty();
        }

        assertThatThrownBy(() -> client.read(iterator)).hasMessageContaining("ProvisionedThroughputExceededException");
    }

    @Test
    void the_second_description_of_the_limits_in_a_second_is_refused() {
        DescribeLimits.Response limits = client.call("DescribeLimits", new DescribeLimits.Request());

        assertThat(limits.shardLimit()).isEqualTo(10_000);
        assertThatThrownBy(() -> client.call("DescribeLimits", new DescribeLimits.Request()))
                .hasMessageContaining("LimitExceededException: Rate exceeded for account 000000000000.");
    }
}
