package io.millrace.dynamodb.sink;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A task without its clients: what it is made of, over tables in memory. */
final class Rig implements AutoCloseable {

    static final String MARK = "_millrace";

    final SinkMetrics metrics = new SinkMetrics(Clock.systemUTC());
    final List<SinkRecord> reported = new ArrayList<>();
    final Applier applier;
    private final Workers workers;

    Rig(InMemoryTables tables, Map<String, String> properties) {
        this(tables, properties, false);
    }

    Rig(InMemoryTables tables, Map<String, String> properties, boolean reports) {
        Map<String, String> all = new HashMap<>(properties);
        all.putIfAbsent("write.max.threads", "1");
        all.putIfAbsent("table.name.format", "copy");
        SinkConfig config = new SinkConfig(all);
        workers = new Workers("test", config.threads(), config.patience(), metrics, System::nanoTime);
        @Nullable
        ErrantRecordReporter reporter = reports
                ? (record, error) -> {
                    reported.add(record);
                    return CompletableFuture.completedFuture(null);
                }
                : null;
        Refusals refusals = new Refusals(reporter, metrics);
        applier = new Applier(
                new Targets(tables, config.names(), config.targetPrefix()),
                config.replication(),
                config.isConditional(),
                config.isConditional()
                        ? new ConditionalWriting(tables, config.replication(), workers, refusals, metrics)
                        : new BulkWriting(tables, workers, refusals, metrics),
                refusals,
                metrics,
                Duration.ofMillis(config.lease().toMillis()),
                System::nanoTime);
    }

    void apply(SinkRecord... records) {
        applier.apply(List.of(records));
    }

    /** A table's items by their ids, without marks. */
    static Map<String, Map<String, AttributeValue>> unmarked(InMemoryTables tables, String table) {
        Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
        tables.items(table).forEach((id, item) -> {
            Map<String, AttributeValue> unmarked = new HashMap<>(item);
            unmarked.remove(MARK);
            items.put(id.s(), unmarked);
        });
        return items;
    }

    @Override
    public void close() {
        workers.close();
    }
}
