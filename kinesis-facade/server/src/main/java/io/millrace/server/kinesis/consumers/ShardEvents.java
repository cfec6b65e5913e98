package io.millrace.server.kinesis.consumers;

import io.millrace.mapping.SequenceNumber;
import io.millrace.mapping.Shard;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kinesis.records.ChildShard;
import io.millrace.server.kinesis.records.ShardReads;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a shard's pages become when they are pushed, each with the number AFTER which the next subscription goes on. */
final class ShardEvents {

    private ShardEvents() {}

    /** A page with records of a shard that goes on. */
    static SubscribeToShardEvent of(Shard shard, ShardReads.Page page, Instant now) {
        return new SubscribeToShardEvent(
                page.records(),
                Optional.of(continuation(shard, page, now)),
                page.millisBehindLatest(),
                Optional.empty());
    }

    /** The last page of a closed shard. */
    static SubscribeToShardEvent last(Shard shard, ShardReads.Page page, Optional<StreamImage> stream) {
        List<ChildShard> children =
                stream.map(image -> ChildShard.of(image, shard.id())).orElse(List.of());
        return new SubscribeToShardEvent(page.records(), Optional.empty(), 0, Optional.of(children));
    }

    /** There is nothing to be read at this offset. */
    static SubscribeToShardEvent empty(Shard shard, long offset, Instant now) {
        return new SubscribeToShardEvent(List.of(), Optional.of(continuation(shard, offset, now)), 0, Optional.empty());
    }

    /** The number of the page's last record, unless what lies behind it up to the next offset has been passed over too. */
    private static String continuation(Shard shard, ShardReads.Page page, Instant now) {
        String last = page.records().get(page.records().size() - 1).sequenceNumber();
        boolean isAllOfIt = SequenceNumber.parse(last)
                .filter(number -> number.offset() == page.nextOffset() - 1)
                .isPresent();
        return isAllOfIt ? last : continuation(shard, page.nextOffset(), now);
    }

    /** AFTER it comes the next offset; its second is the present one, so that it moves on while nothing else does. */
    private static String continuation(Shard shard, long nextOffset, Instant now) {
        long passed = Math.max(nextOffset, shard.firstOffset()) - 1;
        return shard.sequenceNumberOf(passed, now.toEpochMilli()).toString();
    }
}
