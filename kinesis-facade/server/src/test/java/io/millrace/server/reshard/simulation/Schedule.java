package io.millrace.server.reshard.simulation;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.Shard;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.operation.AwsError;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One life of a stream, as its seed has it: nodes come, go and fall silent, writers write, and somebody reshards; then all is
 * well, the stream must become ACTIVE and writable, and what was acknowledged is looked for.
 */
final class Schedule {

    private static final long SECOND = 1_000 * World.MILLI;

    /** G3: the members that may have to be given up one after the other, each with its patience of two leases. */
    private static final long SETTLED_WITHIN = 200 * SECOND;

    private static final long WRITABLE_WITHIN = 60 * SECOND;
    private static final int MOST_SHARDS = 5;

    private final long seed;
    private final World world;
    private final Kafka kafka;
    private final Fleet fleet;
    private final Faults faults;
    private final Ledger ledger;
    private final List<Writer> writers = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final long storm;
    private final long reshardPause;
    private long settledMillis = -1;

    private Schedule(long seed, Rules rules, boolean tracing) {
        this.seed = seed;
        world = new World(seed, tracing);
        kafka = new Kafka(world, rules);
        int shards = 1 + world.below(2);
        kafka.shards().grow(shards);
        StreamFact stream = StreamFact.creating(
                        Kafka.STREAM,
                        "orders-1",
                        Kafka.EPOCH,
                        Streams.active("orders").mode())
                .withStatus(StreamStatus.ACTIVE);
        kafka.catalog()
                .append(
                        "the client",
                        Streams.facts(stream, shards).stream()
                                .<Change>map(Change.Put::new)
                                .toList());
        storm = world.nanos(20_000, 100_000);
        reshardPause = world.nanos(1_000, 15_000);
        fleet = new Fleet(world, kafka, rules, 2 + world.below(3));
        faults = new Faults(world, fleet, storm);
        kafka.catalog().onCommit(faults::aim);
        int count = 1 + world.below(4);
        ledger = new Ledger(count);
        for (int i = 0; i < count; i++) {
            writers.add(new Writer(world, fleet, ledger, i));
        }
    }

    static Outcome run(long seed, Rules rules) {
        return run(seed, rules, false);
    }

    /** The same again, and all that happened. */
    static Outcome trace(long seed, Rules rules) {
        return run(seed, rules, true);
    }

    private static Outcome run(long seed, Rules rules, boolean tracing) {
        Schedule schedule = new Schedule(seed, rules, tracing);
        try {
            schedule.run();
        } catch (RuntimeException | Error e) {
            schedule.violations.add("a fault: " + e + " at " + e.getStackTrace()[0]);
        }
        schedule.fleet.stop();
        return schedule.outcome();
    }

    private void run() {
        world.after(5 * SECOND, faults::begin);
        writers.forEach(Writer::begin);
        reshardLater();
        world.run(storm, () -> false);

        faults.heal();
        writers.forEach(writer -> writer.choose(faults::isSound));
        awaitActive();
        awaitWritable();
        writers.forEach(Writer::stop);
        // What is still on its way may land behind a shard's end.
        world.run(world.now() + 60 * SECOND, () -> false);
        violations.addAll(kafka.catalog().flaws());
        violations.addAll(new Guarantees(kafka.catalog().stream(), kafka.shards(), ledger).violations(writers));
    }

    private void awaitActive() {
        long since = world.now();
        world.run(since + SETTLED_WITHIN, this::isActive);
        settledMillis = (world.now() - since) / World.MILLI;
        if (!isActive()) {
            violations.add(
                    "G3: the stream stays " + kafka.catalog().stream().fact().status());
        }
    }

    private boolean isActive() {
        return kafka.catalog().stream().fact().isActive();
    }

    private void awaitWritable() {
        List<Integer> before = writers.stream().map(Writer::acknowledged).toList();
        world.run(world.now() + WRITABLE_WITHIN, () -> haveGoneOnSince(before));
        if (!haveGoneOnSince(before)) {
            violations.add("G3: a writer does not get on, although all is well");
        }
    }

    private boolean haveGoneOnSince(List<Integer> before) {
        for (int i = 0; i < before.size(); i++) {
            if (writers.get(i).acknowledged() <= before.get(i)) {
                return false;
            }
        }
        return true;
    }

    private void reshardLater() {
        world.after((long) (reshardPause * world.between(0, 2)), () -> {
            if (world.now() < storm) {
                fleet.anyServing().ifPresent(node -> {
                    faults.aim();
                    node.change(begin());
                });
                reshardLater();
            }
        });
    }

    private Decision<Boolean> begin() {
        int dice = world.below(3);
        int which = world.below(MOST_SHARDS);
        return image -> {
            StreamImage stream = image.stream(Kafka.STREAM).orElseThrow();
            if (!stream.fact().isActive()) {
                throw AwsError.resourceInUse("it is resharded already").asException();
            }
            return Decision.Outcome.of(
                    true,
                    stream.fact()
                            .withStatus(StreamStatus.UPDATING)
                            .withSharding(stream.fact().sharding().towards(goal(stream, dice, which))));
        };
    }

    private static ReshardGoal goal(StreamImage stream, int dice, int which) {
        List<Shard> open = stream.openShards().stream()
                .sorted(Comparator.comparing(shard -> shard.range().start()))
                .toList();
        Shard shard = open.get(which % open.size());
        if (dice == 0 && open.size() < MOST_SHARDS) {
            return new ReshardGoal.Split(shard.id(), middle(shard.range()));
        }
        if (dice == 1 && open.size() > 1) {
            int left = which % (open.size() - 1);
            return new ReshardGoal.Merge(open.get(left).id(), open.get(left + 1).id());
        }
        return new ReshardGoal.ShardCount(1 + which);
    }

    private static HashKey middle(HashKeyRange range) {
        BigInteger sum = range.start().toBigInteger().add(range.end().toBigInteger());
        return HashKey.of(sum.shiftRight(1).add(BigInteger.ONE));
    }

    private Outcome outcome() {
        return new Outcome(
                seed,
                violations,
                ledger.promises().size(),
                kafka.catalog().closings(),
                settledMillis,
                world.events(),
                world.trace());
    }
}
