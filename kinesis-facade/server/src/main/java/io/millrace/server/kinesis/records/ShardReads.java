package io.millrace.server.kinesis.records;

import io.millrace.mapping.Shard;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kafka.ReadRequest;
import io.millrace.server.kafka.ReadResult;
import io.millrace.server.kafka.ShardReader;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Reads a shard: its own offsets of its partition, and nothing past retention. */
public final class ShardReads {

    private final ShardReader reader;
    private final Clock clock;

    public ShardReads(ShardReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * What a reader gets.
     *
     * @param ended the shard is closed and everything before its end has been returned
     * @param bytes of keys and data
     */
    public record Page(List<Record> records, long nextOffset, boolean ended, long millisBehindLatest, long bytes) {}

    public CompletionStage<Page> read(StreamImage stream, Shard shard, long offset, int maxRecords, int maxBytes) {
        long end = shard.closed().map(Shard.Closing::endOffset).orElse(ReadRequest.NO_END);
        ReadRequest request = new ReadRequest(
                stream.fact().name(),
                stream.fact().incarnation(),
                shard.partition(),
                Math.max(offset, shard.firstOffset()),
                end,
                stream.fact().retention().horizon(clock.instant()),
                maxRecords,
                maxBytes);
        return reader.read(request).thenApply(result -> toPage(shard, end, result));
    }

    private Page toPage(Shard shard, long end, ReadResult result) {
        List<Record> records = result.records().stream()
                .map(stored -> Record.of(shard, stored))
                .toList();
        long bytes =
                result.records().stream().mapToLong(stored -> stored.size()).sum();
        return new Page(records, result.nextOffset(), result.nextOffset() >= end, millisBehind(result), bytes);
    }

    /** How far the reader is behind the tip: 0 only when nothing is left to read. */
    private long millisBehind(ReadResult result) {
        if (result.atEnd()) {
            return 0;
        }
        long now = clock.millis();
        long next = result.nextTimestamp()
                .orElseGet(() -> result.records().isEmpty()
                        ? now
                        : result.records().get(result.records().size() - 1).timestamp());
        return Math.max(1, now - next);
    }
}
