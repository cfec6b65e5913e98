package io.millrace.server.kinesis.consumers;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.mapping.catalog.StreamImage;
import java.time.Instant;
import java.util.Optional;

/** Who is subscribed to what: there is one subscription of each at a time. */
record SubscriptionKey(StreamName stream, String incarnation, String consumer, Instant registeredAt, ShardId shard) {

    static SubscriptionKey of(ConsumerFact consumer, ShardId shard) {
        return new SubscriptionKey(
                consumer.stream(), consumer.incarnation(), consumer.name(), consumer.createdAt(), shard);
    }

    /** All that tells it from others: the same on every node. */
    @Override
    public String toString() {
        return String.join("/", stream.value(), incarnation, consumer, registeredAt.toString(), shard.toString());
    }

    ConsumerLookup.Named named() {
        return new ConsumerLookup.Named(stream, consumer, Optional.of(registeredAt.getEpochSecond()));
    }

    /** Whether it is this stream and not one that was made after it under its name. */
    boolean isOf(StreamImage image) {
        return image.fact().incarnation().equals(incarnation);
    }

    boolean isRegisteredIn(StreamImage image) {
        ConsumerFact fact = image.consumers().get(consumer);
        return fact != null && fact.createdAt().equals(registeredAt) && fact.status() == ConsumerStatus.ACTIVE;
    }
}
