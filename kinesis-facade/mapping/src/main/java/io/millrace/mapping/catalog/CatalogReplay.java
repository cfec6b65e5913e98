package io.millrace.mapping.catalog;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The only thing that changes an image: changes go in, in the order of the log, and images come out at the ends of
 * transactions. Not thread-safe; its reader owns it.
 */
public final class CatalogReplay {

    private final Map<StreamName, StreamFact> streams = new HashMap<>();
    private final Map<StreamName, NavigableMap<ShardId, Shard>> shards = new HashMap<>();
    private final Map<StreamName, NavigableMap<String, ConsumerFact>> consumers = new HashMap<>();
    private final Map<StreamName, HistoryFact> histories = new HashMap<>();
    private final Set<StreamName> changed = new HashSet<>();
    private final NavigableMap<DeliveryStreamName, DeliveryStreamFact> deliveryStreams = new TreeMap<>();
    private boolean deliveryStreamsChanged;
    private AccountFact account = AccountFact.INITIAL;
    private Optional<TokenKeyFact> tokenKey = Optional.empty();
    private CatalogImage image = CatalogImage.EMPTY;

    public void apply(Change change) {
        if (change instanceof Change.Put put) {
            put(put.fact());
        } else {
            remove(change.key());
        }
    }

    /** What the changes so far add up to. Call it only where a transaction has ended. */
    public CatalogImage imageAt(long offset) {
        image = new CatalogImage(offset, streamImages(), deliveryStreams(), account, tokenKey);
        return image;
    }

    private NavigableMap<StreamName, StreamImage> streamImages() {
        if (changed.isEmpty()) {
            return image.streams();
        }
        NavigableMap<StreamName, StreamImage> next = new TreeMap<>(image.streams());
        changed.forEach(name -> rebuild(name, next));
        changed.clear();
        return Collections.unmodifiableNavigableMap(next);
    }

    private NavigableMap<DeliveryStreamName, DeliveryStreamFact> deliveryStreams() {
        if (!deliveryStreamsChanged) {
            return image.deliveryStreams();
        }
        deliveryStreamsChanged = false;
        return Collections.unmodifiableNavigableMap(new TreeMap<>(deliveryStreams));
    }

    private void rebuild(StreamName name, NavigableMap<StreamName, StreamImage> next) {
        StreamFact stream = streams.get(name);
        if (stream == null) {
            next.remove(name);
        } else {
            next.put(
                    name,
                    new StreamImage(
                            stream,
                            shards.getOrDefault(name, Collections.emptyNavigableMap()),
                            consumers.getOrDefault(name, Collections.emptyNavigableMap()),
                            Optional.ofNullable(histories.get(name))));
        }
    }

    private void put(Fact fact) {
        if (fact instanceof StreamFact stream) {
            streams.put(stream.name(), stream);
            changed.add(stream.name());
        } else if (fact instanceof ShardFact shard) {
            shards.computeIfAbsent(shard.stream(), name -> new TreeMap<>())
                    .put(shard.shard().id(), shard.shard());
            changed.add(shard.stream());
        } else if (fact instanceof ConsumerFact consumer) {
            consumers
                    .computeIfAbsent(consumer.stream(), name -> new TreeMap<>())
                    .put(consumer.name(), consumer);
            changed.add(consumer.stream());
        } else if (fact instanceof HistoryFact history) {
            histories.put(history.stream(), history);
            changed.add(history.stream());
        } else if (fact instanceof DeliveryStreamFact deliveryStream) {
            deliveryStreams.put(deliveryStream.name(), deliveryStream);
            deliveryStreamsChanged = true;
        } else if (fact instanceof AccountFact newer) {
            account = newer;
        } else if (fact instanceof TokenKeyFact newer) {
            tokenKey = Optional.of(newer);
        }
    }

    private void remove(FactKey key) {
        try {
            forget(key);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new UnknownFactException(key, "cannot be removed", e);
        }
    }

    private void forget(FactKey key) {
        switch (key.kind()) {
            case FactKey.STREAM -> {
                streams.remove(streamOf(key));
                changed.add(streamOf(key));
            }
            case FactKey.HISTORY -> {
                histories.remove(streamOf(key));
                changed.add(streamOf(key));
            }
            case FactKey.SHARD -> {
                removeFrom(shards, streamOf(key), new ShardId(Long.parseLong(key.part(1))));
            }
            case FactKey.CONSUMER -> {
                removeFrom(consumers, streamOf(key), key.part(1));
            }
            case FactKey.DELIVERY_STREAM -> {
                deliveryStreams.remove(new DeliveryStreamName(key.part(0)));
                deliveryStreamsChanged = true;
            }
            default -> throw new UnknownFactException(key, "cannot be removed");
        }
    }

    private <K, V> void removeFrom(Map<StreamName, NavigableMap<K, V>> all, StreamName stream, K key) {
        all.computeIfPresent(stream, (name, ofStream) -> {
            ofStream.remove(key);
            return ofStream.isEmpty() ? null : ofStream;
        });
        changed.add(stream);
    }

    private static StreamName streamOf(FactKey key) {
        return new StreamName(key.part(0));
    }
}
