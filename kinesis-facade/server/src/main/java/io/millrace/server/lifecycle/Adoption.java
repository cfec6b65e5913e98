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
import java.util.OptionalInt;
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
     * Sets the topic up as a stream's is (LogAppendTime, the retention), and enters it in the catalog.
     *
     * @param incarnation of the new stream
     * @param retentionHours 24 to 8760; empty: as long as the topic keeps records now
     */
    public CompletionStage<StreamImage> adopt(StreamName topic, String incarnation, OptionalInt retentionHours) {
        return topics.partitions(topic)
                .thenCompose(partitions -> {
                    refuse(catalog.image(), topic, partitions.isPresent());
                    return topics.settings(topic);
                })
                .thenCompose(settings -> {
                    StreamFact stream =
                            AdoptedTopic.of(topic, settings).asStream(incarnation, clock.instant(), retentionHours);
                    Duration retention = stream.retention().duration();
                    return topics.configure(topic, retention, stream.maxRecordSizeInKiB())
                            .thenCompose(done -> topics.firstOffsets(topic))
                            .thenCompose(first -> catalog.change(image -> enter(image, stream, first)));
                })
                .thenApply(done -> catalog.image().stream(topic).orElseThrow());
    }

    private static void refuse(CatalogImage image, StreamName topic, boolean exists) {
        if (!exists) {
            throw AwsError.resourceNotFound("There is no topic " + topic + ".").asException();
        }
        if (image.stream(topic).isPresent()) {
            throw AwsError.resourceInUse("Stream " + topic + " already exists.").asException();
        }
    }

    private static Decision.Outcome<Boolean> enter(
            CatalogImage image, StreamFact stream, Map<Integer, Long> firstOffsets) {
        refuse(image, stream.name(), true);
        return new Decision.Outcome<>(FirstShards.of(stream, firstOffsets, image, stream.createdAt()), true);
    }
}
