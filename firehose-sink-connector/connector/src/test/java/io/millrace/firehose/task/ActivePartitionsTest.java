package io.millrace.firehose.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.prefix.PrefixTemplate;
import io.millrace.firehose.prefix.Prefixes;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Origin;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No more prefixes have files than are allowed. */
final class ActivePartitionsTest {

    private static final PrefixTemplate KEYED = Prefixes.parse(
                    "data/k=!{partitionKeyFromLambda:k}/", "errors/", ZoneOffset.UTC)
            .data();

    private final ActivePartitions active = new ActivePartitions(2);

    @Test
    void whatIsOpenMayHaveMoreFilesThoughThereIsNoRoomForOthers() {
        assertThat(active.open(prefix("a"))).isTrue();
        assertThat(active.open(prefix("b"))).isTrue();

        assertThat(active.open(prefix("c"))).isFalse();
        assertThat(active.open(prefix("a"))).isTrue();

        assertThat(active.count()).isEqualTo(2);
        assertThat(active.refused()).isOne();
    }

    @Test
    void thereIsRoomAgainWhenTheLastFileOfAPrefixIsClosed() {
        active.open(prefix("a"));
        active.open(prefix("b"));
        active.open(prefix("b"));

        active.close(prefix("b"));
        assertThat(active.open(prefix("c"))).isFalse();

        active.close(prefix("b"));
        assertThat(active.open(prefix("c"))).isTrue();
    }

    /** The world has three keys, and room for two. */
    @Test
    void recordsOfFurtherPrefixesGoToTheErrorOutput(@TempDir Path spill) {
        CrashWorld world = new CrashWorld(1, true, spill, 1 << 20);
        CrashWorld.Task task = world.task(new FatefulStore.Fate() {
            @Override
            public void before() {}

            @Override
            public void after() {}
        });
        while (!task.isDone()) {
            task.round();
        }

        assertThat(world.store.objects().keySet().stream().map(ObjectName::key))
                .anyMatch(key -> key.startsWith("errors/activePartitionExceeded/"));
        assertThat(world.seen()).containsOnlyKeys(CrashWorld.all());
    }

    private static PrefixTemplate prefix(String key) {
        DeliveryRecord record = DeliveryRecord.of(new Origin("t", 0, 0, 0, Instant.EPOCH), new byte[0]);
        return KEYED.bind(record.withTransformKeys(Map.of("k", key))).orElseThrow();
    }
}
