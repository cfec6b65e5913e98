package io.millrace.dynamodb.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dynamodb.client.WriteFault;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What becomes of records: done, passed over, refused, or tried again. */
final class ReplicationTest {

    private final SourceTable source = new SourceTable("a");
    private final InMemoryTables tables = new InMemoryTables().with("copy");
    private long offset;

    @Test
    void tombstonesArePassedOver() {
        source.put("a", 1);
        try (Rig rig = new Rig(tables, Map.of())) {
            rig.apply(last(), SourceTable.record(offset++, null));

            assertThat(Rig.unmarked(tables, "copy")).isEqualTo(source.items());
            assertThat(rig.metrics.getPut()).isOne();
        }
    }

    @Test
    void ofAnItemTheLastChangeOfABatchIsWritten() {
        source.put("a", 1);
        SinkRecord first = last();
        source.put("a", 2);
        try (Rig rig = new Rig(tables, Map.of())) {
            rig.apply(first, last());

            assertThat(tables.requests()).isOne();
            assertThat(rig.metrics.getReplaced()).isOne();
            assertThat(Rig.unmarked(tables, "copy")).isEqualTo(source.items());
        }
    }

    @Test
    void whatCameBeforeIsSkippedAndCounted() {
        source.put("a", 1);
        SinkRecord first = last();
        source.put("a", 2);
        try (Rig rig = new Rig(tables, Map.of())) {
            rig.apply(first, last());
            rig.apply(first);

            assertThat(rig.metrics.getOlder()).isOne();
            assertThat(Rig.unmarked(tables, "copy")).isEqualTo(source.items());
        }
    }

    @Test
    void whatTtlDeletedStaysIfThatIsIgnored() {
        source.put("a", 1);
        SinkRecord put = last();
        source.delete("a");
        ttl(source.lastChange());
        try (Rig rig = new Rig(tables, Map.of("ttl.deletes", "ignore"))) {
            rig.apply(put, last());

            assertThat(tables.items("copy")).hasSize(1);
            assertThat(rig.metrics.getPassedOver()).isOne();
        }
        try (Rig rig = new Rig(tables, Map.of())) {
            rig.apply(last());

            assertThat(tables.items("copy")).isEmpty();
        }
    }

    @Test
    void aTableThatIsNotThereIsNamed() {
        source.put("a", 1);
        try (Rig rig = new Rig(tables, Map.of("table.name.format", "${table}-copy"))) {
            assertThatThrownBy(() -> rig.apply(last()))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("orders-copy")
                    .hasMessageContaining(SourceTable.TOPIC)
                    .hasMessageContaining("table.name.format");
        }
    }

    @Test
    void aTopicMayHaveATableByName() {
        source.put("a", 1);
        tables.with("other");
        try (Rig rig = new Rig(tables, Map.of("table.name.overrides", SourceTable.TOPIC + "=other"))) {
            rig.apply(last());

            assertThat(tables.items("other")).hasSize(1);
        }
    }

    @Test
    void aRecordThatIsNoChangeIsNamedAndFailsTheTask() {
        try (Rig rig = new Rig(tables, Map.of())) {
            assertThatThrownBy(() -> rig.apply(SourceTable.record(17, "{\"eventName\":\"INSERT\"}")))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(SourceTable.TOPIC + "-0 offset 17")
                    .hasMessageContaining("value.layout");
        }
    }

    @Test
    void whereErrorsAreToleratedItIsReportedAndTheOthersAreApplied() {
        source.put("a", 1);
        SinkRecord strange = SourceTable.record(17, Map.of("op", "c"));
        try (Rig rig = new Rig(tables, Map.of(), true)) {
            rig.apply(strange, last());

            assertThat(rig.reported).containsExactly(strange);
            assertThat(tables.items("copy")).hasSize(1);
        }
    }

    /** Whatever is wrong with it: if others are to be applied, none may end the task. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "op",
                "source",
                "table",
                "name",
                "ts_ms",
                "ts_ms of a text",
                "stream_arn",
                "sequence_number",
                "ttl",
                "after of a list",
                "after of an element",
                "after of no bytes",
                "after of nothing",
                "after of a mark"
            })
    void aRecordOfAnotherShapeIsReportedAndTheOthersAreApplied(String what) {
        source.put("a", 1);
        distort(source.lastChange(), what);
        SinkRecord strange = last();
        source.put("b", 1);
        try (Rig rig = new Rig(tables, Map.of(), true)) {
            rig.apply(strange, last());

            assertThat(tables.items("copy")).containsKey(AttributeValue.fromS("b"));
            assertThat(rig.reported).isEqualTo(what.equals("ttl") ? List.of() : List.of(strange));
        }
        if (!what.equals("ttl")) {
            try (Rig rig = new Rig(tables, Map.of())) {
                assertThatThrownBy(() -> rig.apply(strange)).hasMessageContaining(SourceTable.TOPIC + "-0 offset 0");
            }
        }
    }

    private static void distort(Map<String, Object> change, String what) {
        switch (what) {
            case "op" -> change.put("op", 1);
            case "source" -> change.put("source", "orders");
            case "table", "name", "stream_arn", "sequence_number" ->
                source(change).put(what, 7L);
            case "ts_ms" -> source(change).remove("ts_ms");
            case "ts_ms of a text" -> source(change).put("ts_ms", "now");
            case "ttl" -> source(change).put("ttl", "no");
            case "after of a list" -> change.put("after", List.of());
            case "after of an element" -> change.put("after", "{\"id\":[1]}");
            case "after of no bytes" -> change.put("after", "{\"id\":{\"S\":\"a\"},\"b\":{\"B\":null}}");
            case "after of nothing" -> change.put("after", "null");
            case "after of a mark" ->
                change.put(
                        "after",
                        "{\"id\":{\"S\":\"a\"},\"_millrace\":{\"M\":{\"from\":{\"S\":\"a.b\"},\"at\":{\"N\":\"1\"},"
                                + "\"time\":{\"S\":\"x\"}}}}");
            default -> throw new IllegalArgumentException(what);
        }
    }

    @Test
    void whatIsRefusedIsReportedOnceHoweverOftenTheTableCannotBeLookedAt() {
        source.put("a", 1);
        SinkRecord strange = SourceTable.record(17, Map.of("op", "c"));
        SinkRecord whole = last();
        tables.hide();
        try (Rig rig = new Rig(tables, Map.of(), true)) {
            assertThatThrownBy(() -> rig.apply(strange, whole)).isInstanceOf(RetriableException.class);
            assertThatThrownBy(() -> rig.apply(strange, whole)).isInstanceOf(RetriableException.class);
            tables.show();

            rig.apply(strange, whole);

            assertThat(rig.reported).containsExactly(strange);
            assertThat(tables.items("copy")).hasSize(1);
        }
    }

    @Test
    void aStreamWithoutNewImagesIsRefused() {
        source.put("a", 1);
        source(source.lastChange()).put("stream_view_type", "KEYS_ONLY");
        try (Rig rig = new Rig(tables, Map.of())) {
            assertThatThrownBy(() -> rig.apply(last())).hasMessageContaining("KEYS_ONLY");
        }
    }

    @Test
    void aKeyOfAnotherTypeIsRefused() {
        source.put("a", 1);
        source.lastChange().put("after", "{\"id\":{\"N\":\"1\"}}");
        try (Rig rig = new Rig(tables, Map.of())) {
            assertThatThrownBy(() -> rig.apply(last())).hasMessageContaining("in the key of copy it is S");
        }
    }

    @Test
    void anItemThatDynamoDbRefusesIsReported() {
        source.put("a", 1);
        tables.fail(() -> Optional.of(fault(WriteFault.Kind.REFUSED)));
        for (String mode : List.of("conditional", "bulk")) {
            try (Rig rig = new Rig(tables, Map.of("write.mode", mode), true)) {
                rig.apply(last());

                assertThat(rig.reported).hasSize(1);
                assertThat(rig.metrics.getRefused()).isOne();
            }
            try (Rig rig = new Rig(tables, Map.of("write.mode", mode))) {
                assertThatThrownBy(() -> rig.apply(last())).hasMessageContaining(" offset " + (offset - 1));
            }
        }
    }

    @Test
    void whatPassesIsTriedAgain() {
        source.put("a", 1);
        AtomicInteger left = new AtomicInteger(2);
        tables.fail(
                () -> left.getAndDecrement() > 0 ? Optional.of(fault(WriteFault.Kind.THROTTLED)) : Optional.empty());
        try (Rig rig = new Rig(tables, Map.of())) {
            rig.apply(last());

            assertThat(tables.items("copy")).hasSize(1);
            assertThat(rig.metrics.getThrottled()).isEqualTo(2);
        }
    }

    /** Kafka would give the partitions to another if a batch took for ever. */
    @Test
    void whatIsNotDoneInTimeGoesOnWhenItIsHandedOverAgain() {
        source.put("a", 1);
        SinkRecord one = last();
        source.put("b", 1);
        SinkRecord two = last();
        AtomicInteger requests = new AtomicInteger();
        tables.fail(
                () -> requests.getAndIncrement() > 0 ? Optional.of(fault(WriteFault.Kind.PASSING)) : Optional.empty());
        try (Rig rig = new Rig(tables, Map.of("write.batch.max.ms", "200"))) {
            assertThatThrownBy(() -> rig.apply(one, two)).isInstanceOf(RetriableException.class);
            assertThat(tables.items("copy")).hasSize(1);
            tables.fail(Optional::empty);
            int before = tables.requests();

            rig.apply(one, two);

            assertThat(tables.items("copy")).hasSize(2);
            assertThat(tables.requests() - before)
                    .as("what was done is not done again")
                    .isOne();
        }
    }

    @Test
    void troubleThatDoesNotPassFailsTheTask() {
        source.put("a", 1);
        tables.fail(() -> Optional.of(fault(WriteFault.Kind.THROTTLED)));
        try (Rig rig = new Rig(tables, Map.of("dynamodb.retry.max.ms", "10"))) {
            assertThatThrownBy(() -> rig.apply(last()))
                    .isInstanceOf(ConnectException.class)
                    .isNotInstanceOf(RetriableException.class)
                    .hasMessageContaining("no write");
        }
    }

    @Test
    void aTaskThatWasHaltedBeginsNoWriteWhenItGoesOn() {
        Lease over = new Lease(Duration.ofSeconds(30), new HaltedClock());
        Workers workers =
                new Workers("t", 1, Duration.ofSeconds(1), new SinkMetrics(Clock.systemUTC()), System::nanoTime);
        try (workers) {
            List<String> done = new CopyOnWriteArrayList<>();
            Queue<String> work = new ConcurrentLinkedQueue<>(List.of("a"));

            assertThatThrownBy(() -> workers.doAll(work, done::add, over)).isInstanceOf(RetriableException.class);

            assertThat(done).isEmpty();
            assertThat(work).containsExactly("a");
        }
    }

    /** A minute passes after it was first looked at. */
    private static final class HaltedClock implements LongSupplier {
        private long next;

        @Override
        public long getAsLong() {
            long now = next;
            next = Duration.ofMinutes(1).toNanos();
            return now;
        }
    }

    private SinkRecord last() {
        return SourceTable.record(offset++, source.lastChange());
    }

    private static void ttl(Map<String, Object> change) {
        source(change).put("ttl", true);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> source(Map<String, Object> change) {
        return (Map<String, Object>) change.get("source");
    }

    private static WriteFault fault(WriteFault.Kind kind) {
        return new WriteFault(kind, new IllegalStateException("as told"));
    }
}
