package io.millrace.mapping.catalog;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.ShardRate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One reshard of a stream, as it is remembered.
 *
 * @param at when it was begun
 * @param shards that were split, or merged pair by pair; none where only the count was asked for
 * @param openBefore how many shards were open
 * @param openAfter how many were to be
 * @param rate what was measured, if that was the cause: of the busiest of the shards, or pairs of shards
 * @param givenUp it kept failing and was undone
 */
public record ReshardStep(
        Instant at,
        Kind kind,
        List<ShardId> shards,
        int openBefore,
        int openAfter,
        Cause cause,
        Optional<ShardRate> rate,
        boolean givenUp) {

    public enum Kind {
        SPLIT,
        MERGE,
        COUNT
    }

    /** Why: somebody called an operation, or what was measured of an on-demand stream, or the warm throughput that it is to have. */
    public enum Cause {
        CALL,
        MEASURED,
        WARM_THROUGHPUT
    }

    public ReshardStep {
        shards = List.copyOf(shards);
    }

    public static ReshardStep called(Instant at, ReshardGoal goal, int open) {
        return of(at, goal, open, Cause.CALL, Optional.empty());
    }

    public static ReshardStep measured(Instant at, ReshardGoal goal, int open, ShardRate rate) {
        return of(at, goal, open, Cause.MEASURED, Optional.of(rate));
    }

    public static ReshardStep warming(Instant at, ReshardGoal goal, int open) {
        return of(at, goal, open, Cause.WARM_THROUGHPUT, Optional.empty());
    }

    private static ReshardStep of(Instant at, ReshardGoal goal, int open, Cause cause, Optional<ShardRate> rate) {
        return new ReshardStep(at, goal.kind(), goal.shards(), open, goal.countFrom(open), cause, rate, false);
    }

    ReshardStep undone() {
        return new ReshardStep(at, kind, shards, openBefore, openAfter, cause, rate, true);
    }
}
