package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.config.Configuration;
import io.millrace.dynamodb.lineage.Position;
import io.millrace.dynamodb.lineage.Positions;
import io.millrace.dynamodb.lineage.ShardId;
import io.millrace.dynamodb.scan.IncrementalProgress;
import io.millrace.dynamodb.scan.ScanProgress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class TableOffsetTest {

    private static final DynamoDbConnectorConfig CONFIG = new DynamoDbConnectorConfig(
            Configuration.create().with("topic.prefix", "t").build());
    private static final ShardId ONE = new ShardId("shardId-1");
    private static final ShardId TWO = new ShardId("shardId-2");

    private final TableOffset offset = new TableOffset(CONFIG, "clicks");

    @Test
    void whatConnectKeepsIsWhereItWas() {
        offset.begin("arn");
        offset.scanBegins(Instant.ofEpochMilli(17));
        offset.scanIs(ScanProgress.begin(2).taken(0, Optional.of(Map.of("id", AttributeValue.fromN("1")))));
        offset.preSnapshotStart(false);

        TableOffset loaded = loaded(offset.getOffset());

        assertThat(loaded.stream()).contains("arn");
        assertThat(loaded.scanBegan()).contains(Instant.ofEpochMilli(17));
        assertThat(loaded.scan()).isEqualTo(offset.scan());
        assertThat(loaded.isInitialSnapshotRunning()).isTrue();
    }

    @Test
    void ofEachRecordThereIsAnOffsetAlthoughItIsMadeLater() {
        offset.begin("arn");
        Positions before = Positions.NONE.with(ONE, Position.FINISHED);
        offset.at(before, TWO, Position.after("5"));
        Map<String, ?> fifth = offset.getOffset();
        offset.at(before, TWO, Position.after("6"));
        Map<String, ?> sixth = offset.getOffset();
        offset.at(Positions.NONE);

        assertThat(loaded(fifth).positions()).isEqualTo(before.with(TWO, Position.after("5")));
        assertThat(loaded(sixth).positions()).isEqualTo(before.with(TWO, Position.after("6")));
    }

    @Test
    void aScanThatIsOverIsNotUnderWay() {
        offset.preSnapshotStart(false);
        offset.preSnapshotCompletion();
        offset.postSnapshotCompletion();

        TableOffset loaded = loaded(offset.getOffset());

        assertThat(loaded.isInitialSnapshotRunning()).isFalse();
        assertThat(loaded.scan()).isEmpty();
    }

    @Test
    void anIncrementalSnapshotIsKeptWithItsPause() {
        ScanProgress scan = ScanProgress.begin(2).taken(1, Optional.of(Map.of("id", AttributeValue.fromS("a\"b"))));
        offset.incrementalIs(
                IncrementalProgress.begin("one", 2).at(scan).paused(true).followedBy("two"));

        assertThat(loaded(offset.getOffset()).incremental()).isEqualTo(offset.incremental());
    }

    @Test
    void aSignalOfKafkaIsAnsweredOnce() {
        assertThat(offset.isNewSignal(5)).isTrue();

        TableOffset loaded = loaded(offset.getOffset());

        assertThat(loaded.isNewSignal(5)).isFalse();
        assertThat(loaded.isNewSignal(4)).isFalse();
        assertThat(loaded.isNewSignal(6)).isTrue();
    }

    @Test
    void aBlockingSnapshotIsUnderWayUntilItsEnd() {
        offset.preSnapshotStart(true);
        offset.scanIs(ScanProgress.begin(1));

        assertThat(loaded(offset.getOffset()).isBlockingSnapshotRunning()).isTrue();
        offset.preSnapshotCompletion();
        offset.scanIs(null);
        offset.postSnapshotCompletion();
        assertThat(loaded(offset.getOffset()).isBlockingSnapshotRunning()).isFalse();
    }

    /** Connect takes primitives only. */
    @Test
    void itHasTextsNumbersAndBooleansOnly() {
        offset.begin("arn");
        offset.scanBegins(Instant.EPOCH);
        offset.scanIs(ScanProgress.begin(1));

        assertThat(offset.getOffset().values())
                .allMatch(value -> value instanceof String || value instanceof Long || value instanceof Boolean);
    }

    private static TableOffset loaded(Map<String, ?> kept) {
        return new TableOffset.Loader(CONFIG, "clicks").load(new HashMap<>(kept));
    }
}
