package io.millrace.server.kinesis.records;

import io.millrace.mapping.SequenceNumber;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kafka.PartitionOffsets;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.shape.SequenceNumberText;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where in a shard a reader starts, as an offset of its partition. LATEST and AT_TIMESTAMP are bound now, not at the first read. */
public final class Positions {

    private final PartitionOffsets offsets;
    private final Arns arns;
    private final Clock clock;

    public Positions(PartitionOffsets offsets, Arns arns, Clock clock) {
        this.offsets = offsets;
        this.arns = arns;
        this.clock = clock;
    }

    /** As the model's ShardIteratorType. */
    public enum Type {
        AT_SEQUENCE_NUMBER,
        AFTER_SEQUENCE_NUMBER,
        TRIM_HORIZON,
        LATEST,
        AT_TIMESTAMP
    }

    public CompletionStage<Long> resolve(
            StreamImage stream,
            Shard shard,
            Type type,
            Optional<SequenceNumberText> sequenceNumber,
            Optional<Instant> timestamp) {
        boolean byNumber = type == Type.AT_SEQUENCE_NUMBER || type == Type.AFTER_SEQUENCE_NUMBER;
        if (byNumber != sequenceNumber.isPresent() && type != Type.AT_TIMESTAMP) {
            throw AwsError.invalidArgument("Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and"
                            + " StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request"
                            + " specified " + type + " and " + (byNumber ? "no" : "also a")
                            + " StartingSequenceNumber.")
                    .asException();
        }
        return switch (type) {
            // Records past retention are passed over when they are read.
            case TRIM_HORIZON -> CompletableFuture.completedStage(shard.firstOffset());
            case LATEST -> latest(stream, shard);
            case AT_TIMESTAMP ->
                at(
                        stream,
                        shard,
                        timestamp.orElseThrow(() -> AwsError.invalidArgument(
                                        "Must specify timestamp parameter for iterator of type AT_TIMESTAMP.")
                                .asException()));
            case AT_SEQUENCE_NUMBER ->
                CompletableFuture.completedStage(offsetOf(stream, shard, type, sequenceNumber.orElseThrow()));
            case AFTER_SEQUENCE_NUMBER ->
                CompletableFuture.completedStage(offsetOf(stream, shard, type, sequenceNumber.orElseThrow()) + 1);
        };
    }

    private CompletionStage<Long> latest(StreamImage stream, Shard shard) {
        return shard.closed()
                .map(closing -> CompletableFuture.completedStage(closing.endOffset()))
                .orElseGet(() -> offsets.highWatermark(stream.fact().name(), shard.partition()));
    }

    private CompletionStage<Long> at(StreamImage stream, Shard shard, Instant time) {
        if (time.isAfter(clock.instant())) {
            throw AwsError.invalidArgument(
                            "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. "
                                    + "timestampInMillis: " + time.toEpochMilli() + ", currentTimestampInMillis: "
                                    + clock.instant().toEpochMilli())
                    .asException();
        }
        return offsets.firstOffsetAt(stream.fact().name(), shard.partition(), time)
                .thenApply(offset -> Math.max(offset, shard.firstOffset()));
    }

    private long offsetOf(StreamImage stream, Shard shard, Type type, SequenceNumberText text) {
        SequenceNumber number = SequenceNumber.parse(text.value()).orElseThrow(() -> invalid(stream, shard, text, "."));
        if (number.isEnding()) {
            throw AwsError.invalidArgument("Invalid SequenceNumber for ShardIteratorType " + type
                            + ", SequenceNumber has reached max possible value for the shard.")
                    .asException();
        }
        if (number.shardNumber() != shard.id().number()) {
            throw AwsError.invalidArgument("Invalid StartingSequenceNumber. It encodes "
                            + new ShardId(number.shardNumber()) + ", while it was used in a call to a shard with "
                            + shard.id())
                    .asException();
        }
        // Another creation second: a number of a deleted stream of this name. Programs look for these words.
        if (number.creationSecond() != shard.creationSecond()) {
            throw invalid(stream, shard, text, " because it did not come from this stream.");
        }
        // The starting number of a shard stands before its first record, which need not have offset 0.
        return Math.max(number.offset(), shard.firstOffset() - 1);
    }

    private AwsException invalid(StreamImage stream, Shard shard, SequenceNumberText text, String why) {
        return AwsError.invalidArgument("StartingSequenceNumber " + text + " used in GetShardIterator on shard "
                        + shard.id() + " in stream " + stream.fact().name() + " under account " + arns.accountId()
                        + " is invalid" + why)
                .asException();
    }
}
