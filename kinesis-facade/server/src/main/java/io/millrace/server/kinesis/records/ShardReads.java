package io.millrace.server.kinesis.records;

import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.concurrent.Failures;
import io.millrace.server.kafka.PartitionUnavailableException;
import io.millrace.server.kafka.ReadRequest;
import io.millrace.server.kafka.ReadResult;
import io.millrace.server.kafka.tail.PartitionReader;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.operation.AnswerMemory;
import io.millrace.server.operation.AwsError;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a shard: its own offsets of its partition, and nothing past retention. */
public final class ShardReads {

    private static final int SMALLEST_PAGE = 64 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(ShardReads.class);

    private final PartitionReader reader;
    private final StreamLookup streams;
    private final Clock clock;

    public ShardReads(PartitionReader reader, StreamLookup streams, Clock clock) {
        this.reader = reader;
        this.streams = streams;
        this.clock = clock;
    }

    /**
     * What a reader gets.
     *
     * @param ended the shard is closed and everything before its end has been returned
     * @param bytes of keys and data
     */
    public record Page(List<Record> records, long nextOffset, boolean ended, long millisBehindLatest, long bytes) {}

    /**
     * What is committed by now: nothing that was acknowledged before is left out.
     *
     * @param memory of which the page's answer gets its share: while it is short, pages are small
     */
    public CompletionStage<Page> read(
            StreamImage stream, Shard shard, long offset, int maxRecords, int maxBytes, AnswerMemory memory) {
        int fitting = (int) Math.min(maxBytes, Math.max(SMALLEST_PAGE, memory.share() / 4 * 3));
        return page(
                stream,
                shard,
                reader.read(request(stream, shard, offset, maxRecords, fitting))
                        .thenApply(result -> AnswerRoom.fit(result, memory)));
    }

    /** What this node has by now, for who is told when there is more. */
    public CompletionStage<Page> follow(StreamImage stream, Shard shard, long offset, int maxRecords, int maxBytes) {
        return page(stream, shard, reader.follow(request(stream, shard, offset, maxRecords, maxBytes)));
    }

    private ReadRequest request(StreamImage stream, Shard shard, long offset, int maxRecords, int maxBytes) {
        return new ReadRequest(
                stream.fact().name(),
                stream.fact().incarnation(),
                shard.partition(),
                Math.max(offset, shard.firstOffset()),
                endOf(shard),
                stream.fact().retention().horizon(clock.instant()),
                maxRecords,
                maxBytes);
    }

    private static long endOf(Shard shard) {
        return shard.closed().map(Shard.Closing::endOffset).orElse(ReadRequest.NO_END);
    }

    private CompletionStage<Page> page(StreamImage stream, Shard shard, CompletionStage<ReadResult> read) {
        return read.thenApply(result -> toPage(shard, endOf(shard), result)).exceptionally(e -> {
            throw told(e, stream);
        });
    }

    /** A partition that cannot be read: its stream is gone, or it may come back. */
    private RuntimeException told(Throwable e, StreamImage stream) {
        if (!(Failures.cause(e) instanceof PartitionUnavailableException unavailable)) {
            return new CompletionException(Failures.cause(e));
        }
        StreamName name = stream.fact().name();
        LOG.atWarn()
                .addKeyValue("stream", name)
                .addKeyValue("cause", unavailable.getMessage())
                .log("a shard cannot be read now");
        return streams.isStill(stream)
                ? AwsError.serviceUnavailable(
                                "Kafka does not serve the topic of stream " + name + " now. Please try again.")
                        .asException()
                : streams.notFound(name);
    }

    private Page toPage(Shard shard, long end, ReadResult result) {
        List<Record> records = new ShardRecords(shard, result.records());
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
