package io.millrace.server.kinesis.consumers;

import io.millrace.server.kinesis.records.ChildShard;
import io.millrace.server.kinesis.records.Record;
import java.util.List;
import java.util.Optional;

/**
 * What is pushed. The last event of a closed shard, and only it, names the children and no continuation: the Kinesis
 * Client Library takes anything in between for damage.
 *
 * @param continuationSequenceNumber AFTER which the next subscription goes on; no record need have it
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShardEvent.html">
 *     SubscribeToShardEvent</a>
 */
public record SubscribeToShardEvent(
        List<Record> records,
        Optional<String> continuationSequenceNumber,
        long millisBehindLatest,
        Optional<List<ChildShard>> childShards) {}
