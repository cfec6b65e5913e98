package io.millrace.server.scaling;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.StreamImage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The observations of one stream's open shards. A shard that a reshard has opened is watched from its beginning. */
final class StreamWatch {

    private final int splitLength;
    private final int mergeLength;
    private final Map<ShardId, Windows> shards = new HashMap<>();

    /**
     * @param sustained how fast it is written to at least
     * @param peak how fast at most
     */
    private record Windows(LoadWindow sustained, LoadWindow peak) {}

    /** Lengths are in observations. */
    StreamWatch(int splitLength, int mergeLength) {
        this.splitLength = splitLength;
        this.mergeLength = mergeLength;
    }

    void observe(StreamImage stream, ClusterRates rates) {
        String incarnation = stream.fact().incarnation();
        List<Shard> open = stream.openShards();
        shards.keySet().retainAll(open.stream().map(Shard::id).collect(Collectors.toSet()));
        for (Shard shard : open) {
            Windows windows = shards.computeIfAbsent(
                    shard.id(), id -> new Windows(new LoadWindow(splitLength), new LoadWindow(mergeLength)));
            windows.sustained().add(rates.atLeast(incarnation, shard.id()));
            // Of a peak that may have been missed nothing can be said until the window is full again.
            rates.atMost(incarnation, shard.id()).ifPresentOrElse(windows.peak()::add, windows.peak()::clear);
        }
    }

    /** The stream's open shards in hash order, with what is known of them. */
    List<ShardLoad> loads(StreamImage stream) {
        return stream.openShards().stream()
                .sorted(Comparator.comparing(shard -> shard.range().start()))
                .map(shard -> load(shard, Optional.ofNullable(shards.get(shard.id()))))
                .toList();
    }

    private static ShardLoad load(Shard shard, Optional<Windows> windows) {
        return new ShardLoad(
                shard,
                windows.flatMap(known -> known.sustained().mean()),
                windows.flatMap(known -> known.peak().peak()));
    }
}
