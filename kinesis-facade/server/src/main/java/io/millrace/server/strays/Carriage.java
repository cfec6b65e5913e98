package io.millrace.server.strays;

import io.millrace.mapping.HashKeyRouter;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kafka.StrayBatch;
import io.millrace.server.kafka.StrayRecord;
import io.millrace.server.kafka.StrayWriter.Carried;
import io.millrace.server.kafka.StreamPartition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of a stream is to be carried on at once. Pure.
 *
 * @param strays in the order in which they lay in each partition
 * @param targets the shards that they go to
 * @param positions up to where everything is then carried on
 */
record Carriage(List<Carried> strays, Set<ShardId> targets, Map<StreamPartition, Long> positions) {

    /**
     * Decides what of the batches is a stray, by an image that is newer than they are: a shard that begins later begins behind all of them.
     *
     * @param horizon what is older nobody could read any more, and stays where it is
     * @return empty if it cannot be decided now: a shard is about to begin among these records
     */
    static Optional<Carriage> of(StreamImage stream, List<StrayBatch> batches, Instant horizon) {
        List<Carried> strays = new ArrayList<>();
        Set<ShardId> targets = new HashSet<>();
        Map<StreamPartition, Long> positions = new HashMap<>();
        HashKeyRouter router = stream.router().orElseThrow();
        for (StrayBatch batch : batches) {
            int partition = batch.partition().partition();
            Gaps gaps = Gaps.at(stream, partition);
            if (gaps.isPrepared()) {
                return Optional.empty();
            }
            for (StrayRecord record : batch.records()) {
                if (gaps.contains(record.offset()) && record.timestamp() >= horizon.toEpochMilli()) {
                    Shard target = router.shardFor(record.hashKey());
                    targets.add(target.id());
                    strays.add(new Carried(record, gaps.origin(record.offset()), target.partition()));
                }
            }
            positions.put(batch.partition(), batch.next());
        }
        return Optional.of(new Carriage(strays, targets, positions));
    }
}
