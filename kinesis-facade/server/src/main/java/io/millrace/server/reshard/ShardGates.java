package io.millrace.server.reshard;

import io.millrace.mapping.Shard;
import io.millrace.mapping.Shard.State;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gates of all open shards. It follows the catalog: a shard that is closing is shut at the moment at which this node
 * learns of it (rule N6 of the protocol), and opened again if the closing is undone. Those of a stream that is being deleted
 * are shut as well.
 */
public final class ShardGates {

    private final Map<Key, ShardGate> gates = new ConcurrentHashMap<>();
    private Map<StreamName, StreamImage> followed = Map.of();

    private record Key(String incarnation, ShardId shard) {}

    /** Empty if this node knows of no such open shard. */
    public Optional<ShardGate> find(String incarnation, ShardId shard) {
        return Optional.ofNullable(gates.get(new Key(incarnation, shard)));
    }

    /** Completes when no append that this node let into the shard is under way. The shard must be closing, or its stream be deleted. */
    CompletionStage<Void> drained(String incarnation, ShardId shard) {
        return find(incarnation, shard).map(ShardGate::drained).orElse(CompletableFuture.completedStage(null));
    }

    /** Opens and shuts gates as the image says. Called with every image, in order. */
    public void follow(CatalogImage image) {
        Map<StreamName, StreamImage> before = followed;
        image.streams().forEach((name, stream) -> {
            StreamImage old = before.get(name);
            if (old != stream) {
                if (old != null) {
                    shutAllBut(stream, old);
                }
                open(stream);
            }
        });
        before.forEach((name, old) -> {
            if (!image.streams().containsKey(name)) {
                old.openShards().forEach(shard -> discard(old, shard));
            }
        });
        followed = new HashMap<>(image.streams());
    }

    private void open(StreamImage stream) {
        for (Shard shard : stream.openShards()) {
            ShardGate gate = gates.computeIfAbsent(key(stream, shard), k -> new ShardGate());
            if (shard.state() == State.CLOSING || stream.fact().status() == StreamStatus.DELETING) {
                gate.shut();
            } else {
                gate.reopen();
            }
        }
    }

    private void shutAllBut(StreamImage stream, StreamImage old) {
        boolean sameStream = stream.fact().incarnation().equals(old.fact().incarnation());
        for (Shard shard : old.openShards()) {
            Shard now = sameStream ? stream.allShards().get(shard.id()) : null;
            if (now == null || !now.isOpen()) {
                discard(old, shard);
            }
        }
    }

    /** Appends may still be under way, when a lapsed lease let others close the shard: the gate stays until they end. */
    private void discard(StreamImage stream, Shard shard) {
        Key key = key(stream, shard);
        ShardGate gate = gates.get(key);
        if (gate != null) {
            gate.shut().thenRun(() -> gates.remove(key, gate));
        }
    }

    private static Key key(StreamImage stream, Shard shard) {
        return new Key(stream.fact().incarnation(), shard.id());
    }
}
