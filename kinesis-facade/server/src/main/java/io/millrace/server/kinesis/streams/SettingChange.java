package io.millrace.server.kinesis.streams;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kafka.TopicSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Changes a setting that a stream and its topic both have, so that the topic never holds less than the catalog promises:
 * the topic goes first when the setting grows, the catalog when it shrinks.
 */
public final class SettingChange {

    private final StreamLookup streams;
    private final Catalog catalog;
    private final TopicSettings topics;

    public SettingChange(StreamLookup streams, Catalog catalog, TopicSettings topics) {
        this.streams = streams;
        this.catalog = catalog;
        this.topics = topics;
    }

    /** @param change throws the client's error if it is not allowed; it may be asked more than once */
    CompletionStage<StreamFact> carryOut(StreamName name, TopicSetting setting, UnaryOperator<StreamFact> change) {
        StreamFact before = streams.find(name).fact();
        StreamFact wanted = change.apply(before);
        CompletionStage<Void> grown = setting.of(wanted) > setting.of(before)
                ? setting.set(topics, wanted)
                : CompletableFuture.completedStage(null);
        return grown.thenCompose(done -> catalog.change(image -> {
                    StreamFact fact = change.apply(streams.in(image, name).fact());
                    return Decision.Outcome.of(fact, fact);
                }))
                .thenCompose(written -> settle(written, setting).thenApply(done -> written));
    }

    /**
     * Sets the topic to what is written, until nothing else was written meanwhile: of two changes at once, the one whose
     * topic was set last need not be the one that the catalog holds.
     */
    private CompletionStage<Void> settle(StreamFact written, TopicSetting setting) {
        return setting.set(topics, written)
                .thenCompose(done -> catalog.change(image -> Decision.Outcome.unchanged(image.stream(written.name()))))
                .thenCompose(now -> now.map(stream -> stream.fact())
                        .filter(fact -> fact.incarnation().equals(written.incarnation()))
                        .filter(fact -> setting.of(fact) != setting.of(written))
                        .map(fact -> settle(fact, setting))
                        .orElse(CompletableFuture.completedStage(null)));
    }
}
