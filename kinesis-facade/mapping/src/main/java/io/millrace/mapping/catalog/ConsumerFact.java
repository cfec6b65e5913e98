package io.millrace.mapping.catalog;

import io.millrace.mapping.StreamName;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A registered consumer of a stream (enhanced fan-out). Its creation second is part of its ARN. */
public record ConsumerFact(
        StreamName stream,
        String incarnation,
        String name,
        Instant createdAt,
        ConsumerStatus status,
        SortedMap<String, String> tags,
        Optional<String> policy)
        implements ResourceFact {

    public ConsumerFact {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    @Override
    public FactKey key() {
        return FactKey.ofConsumer(stream, name);
    }

    public ConsumerFact withStatus(ConsumerStatus value) {
        return new ConsumerFact(stream, incarnation, name, createdAt, value, tags, policy);
    }

    @Override
    public ConsumerFact withTags(Map<String, String> value) {
        return new ConsumerFact(stream, incarnation, name, createdAt, status, new TreeMap<>(value), policy);
    }

    @Override
    public ConsumerFact withPolicy(Optional<String> value) {
        return new ConsumerFact(stream, incarnation, name, createdAt, status, tags, value);
    }
}
