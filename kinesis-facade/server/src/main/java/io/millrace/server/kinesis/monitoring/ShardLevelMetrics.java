package io.millrace.server.kinesis.monitoring;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.streams.StreamLookup;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The metrics that are named for a stream, and what both operations do with them. */
public final class ShardLevelMetrics {

    private final StreamLookup streams;
    private final Catalog catalog;
    private final Arns arns;

    public ShardLevelMetrics(StreamLookup streams, Catalog catalog, Arns arns) {
        this.streams = streams;
        this.catalog = catalog;
        this.arns = arns;
    }

    /** @param change takes the names that the stream has, to be changed, and those that are given */
    CompletionStage<MonitoringChange> change(
            Optional<StreamName> streamName,
            Optional<StreamArn> streamArn,
            List<MetricsName> given,
            BiConsumer<Set<String>, Set<String>> change) {
        StreamName name = streams.name(streamName, streamArn);
        Set<String> names = MetricsName.expanded(given);
        return catalog.change(image -> decide(image, name, desired -> change.accept(desired, names)));
    }

    private Decision.Outcome<MonitoringChange> decide(
            CatalogImage image, StreamName name, Consumer<Set<String>> change) {
        StreamFact before = streams.in(image, name).fact();
        streams.requireActive(before);
        SortedSet<String> desired = new TreeSet<>(before.shardLevelMetrics());
        change.accept(desired);
        StreamFact after = before.withShardLevelMetrics(desired);
        return Decision.Outcome.of(MonitoringChange.of(before, after, arns), after);
    }
}
