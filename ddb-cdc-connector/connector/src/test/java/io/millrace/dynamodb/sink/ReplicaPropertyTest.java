package io.millrace.dynamodb.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.connect.sink.SinkRecord;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** However a topic is handed over, and whatever of it comes again, the copy ends as the table. */
final class ReplicaPropertyTest {

    private static final List<String> IDS = List.of("a", "b", "c");

    @Property(tries = 500)
    void aCopyEndsAsItsSource(@ForAll long seed) {
        Random dice = new Random(seed);
        SourceTable source = new SourceTable("a");
        List<SinkRecord> topic = topic(source, dice);
        InMemoryTables tables = new InMemoryTables().with("copy");

        try (Rig rig = new Rig(tables, Map.of())) {
            handOver(topic, rig, dice);
        }

        assertThat(Rig.unmarked(tables, "copy")).isEqualTo(source.items());
    }

    @Property(tries = 300)
    void aCopyInBulkEndsAsItsSource(@ForAll long seed) {
        Random dice = new Random(seed);
        SourceTable source = new SourceTable("a");
        List<SinkRecord> topic = topic(source, dice);
        InMemoryTables tables = new InMemoryTables().with("copy");

        try (Rig rig = new Rig(tables, Map.of("write.mode", "bulk"))) {
            handOver(topic, rig, dice);
        }

        assertThat(Rig.unmarked(tables, "copy")).isEqualTo(source.items());
    }

    /** A task that Kafka no longer counts on may still write what it had, at any time. */
    @Property(tries = 300)
    void whatIsWrittenLateReplacesNothingNewer(@ForAll long seed) {
        Random dice = new Random(seed);
        SourceTable source = new SourceTable("a");
        List<SinkRecord> topic = topic(source, dice);
        InMemoryTables tables = new InMemoryTables().with("copy");

        try (Rig rig = new Rig(tables, Map.of());
                Rig late = new Rig(tables, Map.of())) {
            handOver(topic, rig, dice);
            for (int i = 0; i < 5 && !topic.isEmpty(); i++) {
                late.apply(topic.get(dice.nextInt(topic.size())));
            }
        }

        Map<String, Map<String, AttributeValue>> copy = new HashMap<>(Rig.unmarked(tables, "copy"));
        copy.keySet().retainAll(source.items().keySet());
        assertThat(copy).isEqualTo(source.items());
    }

    /** A life of the table, as the source connector writes it: scans, changes that come again, streams that were turned off. */
    private static List<SinkRecord> topic(SourceTable source, Random dice) {
        List<Map<String, Object>> values = new ArrayList<>();
        int version = 0;
        for (int scans = 1 + dice.nextInt(3); scans > 0; scans--) {
            // no delete: what was deleted while nobody read the stream, no topic tells
            version = changes(source, dice, version, 0);
            if (dice.nextBoolean()) {
                // and what was done in between no stream has
                source.newStream(scans == 3 ? 1 : scans == 2 ? 2 : 3);
            } else if (dice.nextBoolean()) {
                source.passes(Duration.ofHours(25));
            }
            int first = firstSince(source, source.now().minus(Duration.ofMinutes(10)));
            Instant began = source.now();
            for (String id : IDS) {
                version = changes(source, dice, version, 3);
                if (source.items().containsKey(id)) {
                    values.add(source.scanned(id, began));
                }
            }
            version = changes(source, dice, version, 3);
            List<Map<String, Object>> changes = source.changes();
            for (int at = first; at < changes.size(); at++) {
                values.add(changes.get(at));
                if (dice.nextInt(10) == 0) {
                    at = Math.max(first, at - dice.nextInt(6)) - 1;
                }
            }
        }
        List<SinkRecord> topic = new ArrayList<>();
        values.forEach(value -> topic.add(SourceTable.record(topic.size(), value)));
        return topic;
    }

    private static int firstSince(SourceTable source, Instant oldest) {
        String stream = (String) source(source.scanned("none", oldest)).get("stream_arn");
        int first = source.changes().size();
        while (first > 0) {
            Map<?, ?> before = source(source.changes().get(first - 1));
            if (!before.get("stream_arn").equals(stream)
                    || ((Number) before.get("ts_ms")).longValue() < oldest.toEpochMilli()) {
                break;
            }
            first--;
        }
        return first;
    }

    private static Map<?, ?> source(Map<String, Object> envelope) {
        return (Map<?, ?>) envelope.get("source");
    }

    private static int changes(SourceTable source, Random dice, int version, int deletes) {
        int next = version;
        for (int i = dice.nextInt(4); i > 0; i--) {
            String id = IDS.get(dice.nextInt(IDS.size()));
            if (dice.nextInt(10) < deletes) {
                source.delete(id);
            } else {
                source.put(id, ++next);
            }
            source.passes(Duration.ofMillis(dice.nextInt(200_000)));
        }
        return next;
    }

    /** In batches; now and then the worker dies, and what was not committed comes again. */
    private static void handOver(List<SinkRecord> topic, Rig rig, Random dice) {
        int at = 0;
        int committed = 0;
        while (at < topic.size()) {
            int until = Math.min(topic.size(), at + 1 + dice.nextInt(5));
            rig.applier.apply(topic.subList(at, until));
            at = until;
            switch (dice.nextInt(5)) {
                case 0 -> committed = at;
                case 1 -> {
                    rig.applier.forget();
                    at = committed;
                    committed = Math.min(topic.size(), committed + 1);
                }
                default -> {
                    // it goes on
                }
            }
        }
    }
}
