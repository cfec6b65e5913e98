package io.millrace.server.reshard;

import io.millrace.mapping.Shard;
import io.millrace.mapping.Shard.State;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gates of all open shards. It follows the catalog: a shard that is closing is shut at the moment at which this node
 * learns of it (rule N6 of the protocol), and opened again if the closing is undone. Those of a stream that is being deleted
 * are shut as well.
 */
public final class ShardGates {

    private final Map<Key, ShardGate> gates = new ConcurrentHashMap<>();

    /** By the incarnation of the stream: it has one closing at a time. */
    private final Map<String, OwnClosing> closings = new ConcurrentHashMap<>();

    private volatile Runnable drainedListener = () -> {};
    private Map<StreamName, StreamImage> followed = Map.of();

    private record Key(String incarnation, ShardId shard) {}

    /** Empty if this node knows of no such open shard. */
    public Optional<ShardGate> find(String incarnation, ShardId shard) {
        return Optional.ofNullable(gates.get(new Key(incarnation, shard)));
    }

    /** Calls the listener whenever this node has drained a closing. It must not block. */
    public void onDrained(Runnable listener) {
        drainedListener = listener;
    }

    /** The closings under way of which this node has drained every shard. */
    public List<Drained> drained() {
        return closings.values().stream()
                .flatMap(closing -> closing.drained().stream())
                .toList();
    }

    /** Opens and shuts gates as the image says. Called with every image, in order. */
    public void follow(CatalogImage image) {
        Map<StreamName, StreamImage> before = followed;
        image.streams().forEach((name, stream) -> {
            StreamImage old = before.get(name);
            if (old != stream) {
                if (old != null) {
                    shutAllBut(stream, old);
                    if (!isSame(stream, old)) {
                        closings.remove(old.fact().incarnation());
                    }
                }
                open(stream);
                followClosing(stream);
            }
        });
        before.forEach((name, old) -> {
            if (!image.streams().containsKey(name)) {
                old.openShards().forEach(shard -> discard(old, shard));
                closings.remove(old.fact().incarnation());
            }
        });
        followed = new HashMap<>(image.streams());
    }

    private void open(StreamImage stream) {
        for (Shard shard : stream.openShards()) {
            ShardGate gate = gates.computeIfAbsent(key(stream, shard), k -> new ShardGate());
            if (isClosing(stream, shard)) {
                gate.shut();
            } else {
                gate.reopen();
            }
        }
    }

    private static boolean isClosing(StreamImage stream, Shard shard) {
        return shard.state() == State.CLOSING || stream.fact().status() == StreamStatus.DELETING;
    }

    /** Only after the gates are shut. */
    private void followClosing(StreamImage stream) {
        String incarnation = stream.fact().incarnation();
        Optional<ClosingId> closing = ClosingId.of(stream);
        if (closing.isEmpty()) {
            closings.remove(incarnation);
            return;
        }
        OwnClosing known = closings.get(incarnation);
        if (known == null || !known.id().equals(closing.get())) {
            Map<Integer, ShardGate> ways = new HashMap<>();
            stream.openShards().stream()
                    .filter(shard -> isClosing(stream, shard))
                    .forEach(shard ->
                            find(incarnation, shard.id()).ifPresent(gate -> ways.put(shard.partition(), gate)));
            OwnClosing begun = new OwnClosing(closing.get(), ways);
            closings.put(incarnation, begun);
            begun.whenDrained(() -> drainedListener.run());
        }
    }

    private void shutAllBut(StreamImage stream, StreamImage old) {
        boolean sameStream = isSame(stream, old);
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

    private static boolean isSame(StreamImage stream, StreamImage old) {
        return stream.fact().incarnation().equals(old.fact().incarnation());
    }

    private static Key key(StreamImage stream, Shard shard) {
        return new Key(stream.fact().incarnation(), shard.id());
    }
}
