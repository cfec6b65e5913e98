package io.millrace.server.kinesis;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.Fact;
import io.millrace.mapping.catalog.ShardFact;
import io.millrace.mapping.catalog.Sharding;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.token.TokenSeal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Streams to test with. */
public final class Streams {

    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final Arns ARNS = new Arns("us-east-1", "123456789012");

    public static final TokenSeal SEAL = new TokenSeal(() -> new byte[32]);

    private Streams() {}

    /** An ACTIVE provisioned stream that was made at {@link #NOW}. */
    public static StreamFact active(String name) {
        return StreamFact.creating(new StreamName(name), "incarnation-of-" + name, NOW, StreamMode.PROVISIONED)
                .withStatus(StreamStatus.ACTIVE);
    }

    /** The stream with so many shards of even ranges. */
    public static List<Fact> facts(StreamFact stream, int shards) {
        return facts(stream, firstShards(shards, stream.createdAt()));
    }

    public static List<Fact> facts(StreamFact stream, List<Shard> shards) {
        return numbered(
                stream.withSharding(
                        new Sharding(shards.size(), stream.sharding().goal())),
                shards);
    }

    /** The stream as it is, with these shards. */
    public static List<Fact> numbered(StreamFact stream, List<Shard> shards) {
        return Stream.concat(
                        Stream.of(stream),
                        shards.stream().map(shard -> new ShardFact(stream.name(), stream.incarnation(), shard)))
                .<Fact>map(fact -> fact)
                .toList();
    }

    /** The shards of a new stream, on partitions of their numbers. */
    public static List<Shard> firstShards(int count, Instant openedAt) {
        List<Shard> shards = new ArrayList<>();
        for (HashKeyRange range : HashKeyRange.even(count)) {
            shards.add(Shard.first(new ShardId(shards.size()), shards.size(), range, 0, openedAt));
        }
        return shards;
    }

    /** The shard, closed behind 100 records, and its two children. */
    public static List<Shard> split(Shard shard, long firstChild, Instant at) {
        BigInteger middle = shard.range()
                .start()
                .toBigInteger()
                .add(shard.range().end().toBigInteger())
                .add(BigInteger.ONE)
                .shiftRight(1);
        List<HashKeyRange> halves = shard.range().splitAt(HashKey.of(middle));
        List<Shard> result = new ArrayList<>();
        result.add(shard.withState(Shard.State.CLOSING).closed(shard.firstOffset() + 100, at));
        for (int i = 0; i < 2; i++) {
            ShardId id = new ShardId(firstChild + i);
            result.add(Shard.childOf(shard, id, (int) id.number(), halves.get(i), at)
                    .opened(0, at));
        }
        return result;
    }
}
