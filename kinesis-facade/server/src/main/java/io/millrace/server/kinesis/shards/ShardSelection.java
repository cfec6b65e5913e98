package io.millrace.server.kinesis.shards;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A {@link ShardFilter} that is complete: what a listing selects from first page to last. Closing a shard and opening its
 * children are one moment of the catalog, so what was open at any one moment covers all hash keys.
 *
 * @param after of AFTER_SHARD_ID
 * @param time of AT_TIMESTAMP and FROM_TIMESTAMP
 */
record ShardSelection(ShardFilter.Type type, Optional<ShardId> after, Optional<Instant> time) {

    /** What is listed when nothing is said. */
    static final ShardSelection DEFAULT =
            new ShardSelection(ShardFilter.Type.FROM_TRIM_HORIZON, Optional.empty(), Optional.empty());

    ShardSelection {
        if ((type == ShardFilter.Type.AFTER_SHARD_ID) != after.isPresent()) {
            throw wrong(type, "ShardId", after.isPresent());
        }
        if ((type == ShardFilter.Type.AT_TIMESTAMP || type == ShardFilter.Type.FROM_TIMESTAMP) != time.isPresent()) {
            throw wrong(type, "Timestamp", time.isPresent());
        }
    }

    private static AwsException wrong(ShardFilter.Type type, String member, boolean given) {
        return AwsError.invalidArgument(member + (given ? " must not" : " must")
                        + " be specified in a ShardFilter of type " + type + ".")
                .asException();
    }

    /** The stream's shards that are selected, in the order of their numbers. */
    List<Shard> of(StreamImage stream, Instant now) {
        Instant horizon = stream.fact().retention().horizon(now);
        List<Shard> listed = stream.visibleShards().stream()
                .filter(shard -> shard.isOpen() || closedSince(horizon, shard))
                .toList();
        Instant oldest = oldestRecord(listed, horizon);
        return listed.stream().filter(shard -> selects(shard, oldest)).toList();
    }

    /** The time of the oldest record that can be; for a young stream, when its first shards opened. */
    private static Instant oldestRecord(List<Shard> listed, Instant horizon) {
        Instant opened =
                listed.stream().map(Shard::openedAt).min(Instant::compareTo).orElse(horizon);
        return later(horizon, opened);
    }

    private boolean selects(Shard shard, Instant trimHorizon) {
        return switch (type) {
            case FROM_TRIM_HORIZON -> true;
            case AT_LATEST -> shard.isOpen();
            // Not those that ended in that moment: they hold nothing at it, and their children do.
            case AT_TRIM_HORIZON ->
                !shard.openedAt().isAfter(trimHorizon) && (shard.isOpen() || closedAfter(trimHorizon, shard));
            // A reader that starts before the oldest record starts at it.
            case AT_TIMESTAMP -> {
                Instant from = later(time.orElseThrow(), trimHorizon);
                yield !shard.openedAt().isAfter(from) && (shard.isOpen() || closedSince(from, shard));
            }
            case FROM_TIMESTAMP -> shard.isOpen() || closedSince(later(time.orElseThrow(), trimHorizon), shard);
            case AFTER_SHARD_ID -> shard.id().compareTo(after.orElseThrow()) > 0;
        };
    }

    private static boolean closedSince(Instant from, Shard shard) {
        return shard.closed().filter(end -> !end.closedAt().isBefore(from)).isPresent();
    }

    private static boolean closedAfter(Instant from, Shard shard) {
        return shard.closed().filter(end -> end.closedAt().isAfter(from)).isPresent();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
