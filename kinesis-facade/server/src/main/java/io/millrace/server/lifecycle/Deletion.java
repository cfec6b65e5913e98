package io.millrace.server.lifecycle;

import io.millrace.mapping.Shard;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.FactKey;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.kafka.StreamTopics;
import io.millrace.server.reshard.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * DELETING to gone: what is being appended first, so that it ends as it began; then the topic, so that nothing of it can be
 * left behind under a name that is free.
 */
final class Deletion implements Transition {

    private final Catalog catalog;
    private final StreamTopics topics;
    private final StandingClosing standing;

    Deletion(Catalog catalog, StreamTopics topics, Members members) {
        this.catalog = catalog;
        this.topics = topics;
        this.standing = new StandingClosing(catalog, members);
    }

    @Override
    public CompletionStage<?> step(StreamImage stream) {
        return standing.drained(stream)
                .thenCompose(told -> told.isEmpty()
                        ? CompletableFuture.completedStage(false)
                        : topics.delete(stream.fact().name())
                                .thenCompose(deleted -> catalog.change(
                                        Guarded.whileIt(stream, StreamStatus.DELETING, Deletion::removeAll))));
    }

    private static List<Change> removeAll(CatalogImage image, StreamImage stream) {
        List<Change> changes = new ArrayList<>();
        stream.allShards()
                .keySet()
                .forEach(id -> changes.add(
                        new Change.Remove(FactKey.ofShard(stream.fact().name(), id))));
        stream.consumers()
                .keySet()
                .forEach(name -> changes.add(
                        new Change.Remove(FactKey.ofConsumer(stream.fact().name(), name))));
        if (!stream.history().steps().isEmpty()) {
            changes.add(new Change.Remove(stream.history().key()));
        }
        changes.add(new Change.Remove(FactKey.ofStream(stream.fact().name())));
        stream.allShards().values().stream()
                .mapToLong(Shard::creationSecond)
                .max()
                .ifPresent(last -> changes.add(new Change.Put(image.account().withLastDeletedSecond(last))));
        return changes;
    }
}
