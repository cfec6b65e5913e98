package io.millrace.server.scaling;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardRate;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.server.reshard.MeasuredRates;
import io.millrace.server.reshard.ShardGate;
import io.millrace.server.reshard.ShardGates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What this node writes to the open shards of on-demand streams, from what their gates have counted between two looks. Nothing is
 * counted for it when a record is written that would not be counted anyway.
 */
public final class RateMeter {

    private static final int STALE_AFTER_LOOKS = 3;
    private static final double NANOS_PER_SECOND = 1e9;

    private final ShardGates gates;
    private final long freshNanos;
    private final LongSupplier nanos;
    private Map<ShardGate, ShardGate.Count> counts = new HashMap<>();
    private boolean hasLooked;
    private long lookedAt;
    private volatile Optional<Reading> latest = Optional.empty();

    private record Reading(MeasuredRates rates, long takenAt) {}

    /** @param interval between two looks */
    public RateMeter(ShardGates gates, Duration interval, LongSupplier nanos) {
        this.gates = gates;
        this.freshNanos = interval.multipliedBy(STALE_AFTER_LOOKS).toNanos();
        this.nanos = nanos;
    }

    /** Called by one thread, again and again. */
    void look(CatalogImage image) {
        long now = nanos.getAsLong();
        double seconds = (now - lookedAt) / NANOS_PER_SECOND;
        Map<ShardGate, ShardGate.Count> seen = new HashMap<>();
        List<MeasuredRates.Measured> measured = new ArrayList<>();
        for (StreamImage stream : image.streams().values()) {
            if (stream.fact().mode() == StreamMode.ON_DEMAND) {
                look(stream, seconds, seen, measured);
            }
        }
        counts = seen;
        lookedAt = now;
        if (hasLooked) {
            latest = Optional.of(new Reading(MeasuredRates.of(measured), now));
        }
        hasLooked = true;
    }

    private void look(
            StreamImage stream,
            double seconds,
            Map<ShardGate, ShardGate.Count> seen,
            List<MeasuredRates.Measured> measured) {
        String incarnation = stream.fact().incarnation();
        for (Shard shard : stream.openShards()) {
            gates.find(incarnation, shard.id()).ifPresent(gate -> {
                ShardGate.Count count = gate.count();
                seen.put(gate, count);
                Optional.ofNullable(counts.get(gate))
                        .ifPresent(before -> measured.add(
                                new MeasuredRates.Measured(incarnation, shard.id(), rate(before, count, seconds))));
            });
        }
    }

    private static ShardRate rate(ShardGate.Count before, ShardGate.Count now, double seconds) {
        return new ShardRate(
                Math.round((now.records() - before.records()) / seconds),
                Math.round((now.bytes() - before.bytes()) / seconds));
    }

    /** What the last look has shown; empty if that is too long ago. The first shows nothing: there is none to compare with. */
    public Optional<MeasuredRates> latest() {
        return latest.filter(reading -> nanos.getAsLong() - reading.takenAt() <= freshNanos)
                .map(Reading::rates);
    }
}
