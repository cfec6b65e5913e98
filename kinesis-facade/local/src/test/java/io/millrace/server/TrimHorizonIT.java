package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.testing.MovableClock;
import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;
import io.millrace.server.NodeClient.Read;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Retention to the record, with a clock that runs ahead of the broker's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class TrimHorizonIT {

    private static final String SHARD = "shardId-000000000000";

    private final MovableClock clock = MovableClock.running();
    private Node node;
    private NodeClient client;

    @BeforeAll
    void open() {
        node = Nodes.open("trim-it-catalog", Map.of(), clock);
        client = new NodeClient(node);
    }

    @AfterAll
    void close() {
        node.close();
    }

    @Test
    void records_past_retention_are_not_returned_though_kafka_still_holds_them() {
        StreamName stream = client.create("trimmed", 1);
        client.put(stream, "k", "old");
        assertThat(client.readAll(stream, SHARD)).extracting(Read::data).containsExactly("old");

        clock.move(Duration.ofHours(24).plusSeconds(5));

        assertThat(client.readAll(stream, SHARD)).isEmpty();
        clock.move(Duration.ofHours(-24).minusSeconds(5));
    }

    @Test
    void a_clock_that_jumps_back_between_reshards_still_gives_rising_numbers() {
        StreamName stream = client.create("clock-back", 1);
        String before = client.put(stream, "k", "a").sequenceNumber();

        clock.move(Duration.ofHours(-1));
        client.split(stream, SHARD, "170141183460469231731687303715884105728");
        client.awaitActive(stream);
        clock.move(Duration.ofHours(1));
        String after = client.put(stream, "k", "b").sequenceNumber();

        assertThat(after).isGreaterThan(before).hasSameSizeAs(before);
        Shard parent = client.image(stream).allShards().firstEntry().getValue();
        assertThat(client.image(stream).openShards())
                .allSatisfy(child -> assertThat(child.startingSequenceNumber())
                        .isGreaterThan(parent.endingSequenceNumber().orElseThrow()));
    }
}
