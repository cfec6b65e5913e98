package io.millrace.server.scaling;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardRate;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An open shard, and what has been measured of it.
 *
 * @param sustained its mean rate; empty until it has been watched for long enough to be split
 * @param peak its highest rate; empty until it has been watched for long enough to be merged
 */
record ShardLoad(Shard shard, Optional<ShardRate> sustained, Optional<ShardRate> peak) {

    private static final double ALL_HASH_KEYS = Math.pow(2, 128);

    /** As with SplitShard, no child may have a single hash key. */
    private static final BigInteger NARROWEST_TO_SPLIT = BigInteger.valueOf(4);

    /** The share of all hash keys that are this shard's. */
    double width() {
        return hashKeys().doubleValue() / ALL_HASH_KEYS;
    }

    boolean isWideEnough() {
        return hashKeys().compareTo(NARROWEST_TO_SPLIT) >= 0;
    }

    /** The first hash key of the upper half. */
    HashKey middle() {
        return HashKey.of(shard.range().start().toBigInteger().add(hashKeys().shiftRight(1)));
    }

    private BigInteger hashKeys() {
        return shard.range()
                .end()
                .toBigInteger()
                .subtract(shard.range().start().toBigInteger())
                .add(BigInteger.ONE);
    }
}
