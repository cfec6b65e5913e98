package io.millrace.server.lifecycle;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kafka.StreamTopics;
import io.millrace.server.operation.AwsError;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Makes a stream of a topic that is there already: one shard a partition, even hash-key ranges, and every record that the
 * topic holds. Those stay where they are, so that a key's older records may be in another shard than its newer ones.
 */
public final class Adoption {

    private final Catalog catalog;
    private final StreamTopics topics;
    private final Clock clock;

    public Adoption(Catalog catalog, StreamTopics topics, Clock clock) {
        this.catalog = catalog;
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * The stream that a topic is now.
     *
     * @param already it was adopted before
     */
    public record Adopted(StreamImage stream, boolean already) {}

    /**
     * Sets the topic up as a stream's is (LogAppendTime, the retention), and enters it in the catalog. A topic that was
     * adopted before stays as it is.
     *
     * @param incarnation of the new stream
     * @param retentionHours 24 to 8760; empty: as long as the topic keeps records now
     */
    public CompletionStage<Adopted> adopt(StreamName topic, String incarnation, OptionalInt retentionHours) {
        return topics.partitions(topic)
                .thenCompose(partitions -> {
                    if (partitions.isEmpty()) {
                        throw AwsError.resourceNotFound("There is no topic " + topic + ".")
                                .asException();
                    }
                    return isAdopted(catalog.image(), topic, retentionHours)
                            ? CompletableFuture.completedStage(true)
                            : enter(topic, incarnation, retentionHours);
                })
                .thenApply(already -> new Adopted(catalog.image().stream(topic).orElseThrow(), already));
    }

    private CompletionStage<Boolean> enter(StreamName topic, String incarnation, OptionalInt retentionHours) {
        return topics.settings(topic).thenCompose(settings -> {
            StreamFact stream = AdoptedTopic.of(topic, settings).asStream(incarnation, clock.instant(), retentionHours);
            Duration retention = stream.retention().duration();
            return topics.configure(topic, retention, stream.maxRecordSizeInKiB())
                    .thenCompose(done -> topics.firstOffsets(topic))
                    .thenCompose(first -> catalog.change(image -> enter(image, stream, first, retentionHours)));
        });
    }

    private static Decision.Outcome<Boolean> enter(
            CatalogImage image, StreamFact stream, Map<Integer, Long> firstOffsets, OptionalInt retentionHours) {
        return isAdopted(image, stream.name(), retentionHours)
                ? Decision.Outcome.unchanged(true)
                : new Decision.Outcome<>(FirstShards.of(stream, firstOffsets, image, stream.createdAt()), false);
    }

    /** Whether it was adopted before, as it is to be now. A stream of another kind is refused. */
    private static boolean isAdopted(CatalogImage image, StreamName topic, OptionalInt retentionHours) {
        Optional<StreamFact> there = image.stream(topic).map(StreamImage::fact);
        there.flatMap(Adoption::refusal).ifPresent(AwsError::raise);
        there.filter(stream -> retentionHours.orElse(stream.retention().hours())
                        != stream.retention().hours())
                .ifPresent(
                        stream -> AwsError.resourceInUse("Topic " + topic + " is a stream already, and keeps records "
                                        + stream.retention().hours()
                                        + " hours: change that with Increase- or DecreaseStreamRetentionPeriod.")
                                .raise());
        return there.isPresent();
    }

    private static Optional<AwsError> refusal(StreamFact stream) {
        if (!stream.isReady()) {
            return Optional.of(AwsError.resourceInUse("Stream " + stream.name() + " is " + stream.status() + "."));
        }
        return stream.adoptedAt().isPresent()
                ? Optional.empty()
                : Optional.of(AwsError.resourceInUse("Stream " + stream.name()
                        + " was made by CreateStream, with a topic of its own: there is nothing to adopt."));
    }
}
