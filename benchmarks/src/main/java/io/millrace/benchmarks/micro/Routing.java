package io.millrace.benchmarks.micro;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.HashKeyRouter;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a partition key to its shard. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Routing {

    @Param({"4", "1000"})
    int shards = 4;

    private final byte[] partitionKey = "key-000123456789".getBytes(StandardCharsets.UTF_8);
    private HashKey hashKey = HashKey.MIN;
    private HashKeyRouter router =
            HashKeyRouter.of(List.of(shard(0, HashKeyRange.even(1).get(0))));

    @Setup
    public void make() {
        List<HashKeyRange> ranges = HashKeyRange.even(shards);
        List<Shard> all = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            all.add(shard(i, ranges.get(i)));
        }
        router = HashKeyRouter.of(all);
        hashKey = HashKey.ofPartitionKey(partitionKey);
    }

    private static Shard shard(int number, HashKeyRange range) {
        return Shard.first(new ShardId(number), number, range, 0, Instant.EPOCH);
    }

    @Benchmark
    public HashKey md5() {
        return HashKey.ofPartitionKey(partitionKey);
    }

    @Benchmark
    public Shard search() {
        return router.shardFor(hashKey);
    }
}
