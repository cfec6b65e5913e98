package io.millrace.firehose.kinesis;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.KinesisPlace;
import io.millrace.firehose.record.Origin;
import io.millrace.firehose.task.SourceShards;
import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.kafka.ShardCatalog;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.connect.errors.ConnectException;

/** The shards that the facade's catalog of streams tells. */
public final class CatalogShards implements SourceShards, AutoCloseable {

    private final ShardCatalog catalog;

    /**
     * @param client how Kafka is reached, as a Kafka client has it
     * @param topic of the catalog
     */
    public CatalogShards(Map<String, String> client, String topic) {
        this.catalog = new ShardCatalog(client, topic);
    }

    @Override
    public CompletableFuture<UnaryOperator<DeliveryRecord>> known() {
        return catalog.newest().handle((image, failure) -> {
            if (failure != null) {
                throw failure instanceof UnsupportedVersionException
                        ? new ConnectException(failure.getMessage(), failure)
                        : new CompletionException(failure);
            }
            return record -> placed(record, image);
        });
    }

    /** As it is if it lies where no shard is: behind the end of a closed one, as a stray does. */
    static DeliveryRecord placed(DeliveryRecord record, CatalogImage image) {
        Origin origin = record.origin();
        Optional<Shard> shard = StreamName.parse(origin.topic())
                .flatMap(image::stream)
                .flatMap(stream -> stream.shardAt(origin.partition(), origin.offset()));
        if (shard.isEmpty() || origin.kinesis().isEmpty()) {
            return record;
        }
        KinesisPlace place = origin.kinesis()
                .get()
                .in(
                        shard.get().id().toString(),
                        shard.get()
                                .sequenceNumberOf(
                                        origin.offset(), origin.arrival().toEpochMilli())
                                .toString());
        return record.withOrigin(origin.withKinesis(place));
    }

    @Override
    public void close() {
        catalog.close();
    }
}
