package io.millrace.mapping;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the shard of a hash key among a stream's open shards. Asked once a record, so it searches primitive arrays. */
public final class HashKeyRouter {

    private final List<Shard> shards;
    private final long[] startHighs;
    private final long[] startLows;

    private HashKeyRouter(List<Shard> shards) {
        this.shards = shards;
        this.startHighs =
                shards.stream().mapToLong(shard -> shard.range().start().high()).toArray();
        this.startLows =
                shards.stream().mapToLong(shard -> shard.range().start().low()).toArray();
    }

    /**
     * Routes over those of the shards that are OPEN or CLOSING.
     *
     * @throws IllegalStateException if they leave a hole in the hash-key space, or overlap
     */
    public static HashKeyRouter of(Collection<Shard> shards) {
        List<Shard> open = shards.stream()
                .filter(Shard::isOpen)
                .sorted(Comparator.comparing(shard -> shard.range().start()))
                .toList();
        Coverage.flawIn(open.stream().map(Shard::range).toList()).ifPresent(flaw -> {
            throw new IllegalStateException(flaw);
        });
        return new HashKeyRouter(open);
    }

    public Shard shardFor(HashKey key) {
        // the greatest start that is not above the key; the first start is 0, so there is one
        int low = 0;
        int high = startHighs.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (isAbove(middle, key)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return shards.get(low);
    }

    /** The open shards in the order of their hash keys. */
    public List<Shard> shards() {
        return shards;
    }

    private boolean isAbove(int index, HashKey key) {
        int byHigh = Long.compareUnsigned(startHighs[index], key.high());
        return byHigh != 0 ? byHigh > 0 : Long.compareUnsigned(startLows[index], key.low()) > 0;
    }
}
