package io.millrace.server.strays;

import io.millrace.mapping.Shard;
import io.millrace.mapping.Shard.State;
import io.millrace.mapping.catalog.StreamImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The offsets of one partition that belong to no shard: what lies there is a stray. Pure. */
final class Gaps {

    private final int partition;

    /** In the order of their offsets; only the last can be without an end. */
    private final List<Shard> shards;

    private final boolean prepared;

    private Gaps(int partition, List<Shard> all) {
        this.partition = partition;
        this.shards = all.stream()
                .filter(shard -> shard.state() != State.PREPARED)
                .sorted(Comparator.comparingLong(Shard::firstOffset))
                .toList();
        this.prepared = all.stream().anyMatch(shard -> shard.state() == State.PREPARED);
    }

    static Gaps at(StreamImage stream, int partition) {
        return new Gaps(
                partition,
                stream.allShards().values().stream()
                        .filter(shard -> shard.partition() == partition)
                        .toList());
    }

    /** Whether this stream was ever resharded: its partitions are whole otherwise. */
    static boolean mayHave(StreamImage stream) {
        return hasForgottenShards(stream)
                || stream.allShards().values().stream().anyMatch(shard -> !shard.isOpen());
    }

    /**
     * Those partitions of a stream that can have gaps: not where its first shards are open still.
     *
     * @param partitionCount of the topic
     */
    static Map<Integer, Gaps> of(StreamImage stream, int partitionCount) {
        Map<Integer, List<Shard>> byPartition = new TreeMap<>();
        stream.allShards()
                .values()
                .forEach(shard -> byPartition
                        .computeIfAbsent(shard.partition(), p -> new ArrayList<>())
                        .add(shard));
        for (int partition = 0; partition < partitionCount; partition++) {
            byPartition.computeIfAbsent(partition, p -> List.of());
        }
        Map<Integer, Gaps> gaps = new TreeMap<>();
        byPartition.forEach((partition, shards) -> {
            Gaps own = new Gaps(partition, shards);
            if (!own.isWhole()) {
                gaps.put(partition, own);
            }
        });
        return gaps;
    }

    /** Whether shards of this stream were there that the catalog knows no more, or were prepared and never opened. */
    static boolean hasForgottenShards(StreamImage stream) {
        return stream.fact().sharding().nextShardNumber() > stream.allShards().size();
    }

    /** One shard, from the start of the log or from where the stream was adopted, and no end: nothing can stray here. */
    private boolean isWhole() {
        return shards.size() == 1
                && !prepared
                && shards.get(0).isOpen()
                && (shards.get(0).parent().isEmpty() || shards.get(0).firstOffset() == 0);
    }

    /** Whether a shard is about to begin here, nobody knows yet where: what is read now may be its records. */
    boolean isPrepared() {
        return prepared;
    }

    /**
     * Where to begin if nobody has carried anything on from here. What lies before the first shard of a new stream is none of
     * ours, and what forgotten shards held is past retention.
     */
    long begin() {
        return shards.isEmpty() || shards.get(0).parent().isPresent()
                ? 0
                : shards.get(0).firstOffset();
    }

    /** The first offset from this one on that is no shard's; empty if an open shard has all of them. */
    OptionalLong from(long offset) {
        long at = offset;
        for (Shard shard : shards) {
            if (at >= shard.firstOffset()) {
                if (shard.closed().isEmpty()) {
                    return OptionalLong.empty();
                }
                at = Math.max(at, shard.closed().get().endOffset());
            }
        }
        return OptionalLong.of(at);
    }

    boolean contains(long offset) {
        OptionalLong free = from(offset);
        return free.isPresent() && free.getAsLong() == offset;
    }

    /** The shard behind whose end this offset lies, or the partition if that shard is forgotten. */
    String origin(long offset) {
        String origin = "partition-" + partition;
        for (Shard shard : shards) {
            if (offset >= shard.firstOffset()) {
                origin = shard.id().toString();
            }
        }
        return origin;
    }
}
