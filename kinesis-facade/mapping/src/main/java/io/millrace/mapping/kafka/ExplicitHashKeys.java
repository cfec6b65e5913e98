package io.millrace.mapping.kafka;

import io.millrace.mapping.HashKey;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Lets the {@link ShardPartitioner} of the same producer honour the header {@link RecordHashKey#EXPLICIT_HASH_KEY}, which a partitioner
 * is not shown: a send runs through its interceptors and then its partitioner, on one thread.
 */
public final class ExplicitHashKeys<K, V> implements ProducerInterceptor<K, V> {

    private static final ThreadLocal<@Nullable HashKey> OF_THIS_SEND = new ThreadLocal<>();

    /** The hash key of the record that this thread sends; it is told once. */
    static Optional<HashKey> take() {
        HashKey key = OF_THIS_SEND.get();
        if (key != null) {
            OF_THIS_SEND.remove();
        }
        return Optional.ofNullable(key);
    }

    @Override
    public ProducerRecord<K, V> onSend(ProducerRecord<K, V> record) {
        Optional<HashKey> key = RecordHashKey.explicit(record.headers());
        if (key.isPresent()) {
            OF_THIS_SEND.set(key.get());
        } else {
            OF_THIS_SEND.remove();
        }
        return record;
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception exception) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
