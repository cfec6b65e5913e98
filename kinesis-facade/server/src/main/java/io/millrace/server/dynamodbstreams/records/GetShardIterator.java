package io.millrace.server.dynamodbstreams.records;

import io.millrace.server.dynamodbstreams.shape.SequenceNumberText;
import io.millrace.server.dynamodbstreams.shape.ShardIdText;
import io.millrace.server.dynamodbstreams.shape.StreamArnText;
import io.millrace.server.dynamodbstreams.streams.SequenceNumbers;
import io.millrace.server.dynamodbstreams.streams.TableStream;
import io.millrace.server.dynamodbstreams.streams.TableStreams;
import io.millrace.server.kafka.ChangeTopics;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Every type is bound to an offset now, not at the first read.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html">GetShardIterator</a>
 */
public final class GetShardIterator implements Operation<GetShardIterator.Request, GetShardIterator.Response> {

    private final TableStreams streams;
    private final ChangeTopics topics;
    private final ChangeIterators iterators;

    public GetShardIterator(TableStreams streams, ChangeTopics topics, ChangeIterators iterators) {
        this.streams = streams;
        this.topics = topics;
        this.iterators = iterators;
    }

    /** As the model's ShardIteratorType. */
    public enum Type {
        TRIM_HORIZON,
        LATEST,
        AT_SEQUENCE_NUMBER,
        AFTER_SEQUENCE_NUMBER
    }

    public record Request(
            StreamArnText streamArn,
            ShardIdText shardId,
            Type shardIteratorType,
            Optional<SequenceNumberText> sequenceNumber) {}

    public record Response(String shardIterator) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        return streams.find(request.streamArn()).thenCompose(stream -> {
            int partition = stream.partition(request.shardId().value()).orElseThrow(TableStreams::noShard);
            return offset(request, stream, partition)
                    .thenApply(offset ->
                            new Response(iterators.write(new ChangeIterator(request.streamArn(), partition, offset))));
        });
    }

    private CompletionStage<Long> offset(Request request, TableStream stream, int partition) {
        boolean byNumber = request.shardIteratorType() == Type.AT_SEQUENCE_NUMBER
                || request.shardIteratorType() == Type.AFTER_SEQUENCE_NUMBER;
        if (!byNumber && request.sequenceNumber().isPresent()) {
            throw AwsError.validation("One or more parameter values were invalid: SequenceNumber should not be passed"
                            + " for this iterator type")
                    .asException();
        }
        return switch (request.shardIteratorType()) {
            case TRIM_HORIZON -> topics.start(stream.topic(), partition);
            case LATEST -> topics.end(stream.topic(), partition);
            case AT_SEQUENCE_NUMBER -> checked(stream, partition, number(request));
            case AFTER_SEQUENCE_NUMBER -> checked(stream, partition, Math.addExact(number(request), 1));
        };
    }

    private static long number(Request request) {
        SequenceNumberText number = request.sequenceNumber()
                .orElseThrow(() -> AwsError.validation(
                                "SequenceNumber is required by the ShardIteratorType " + request.shardIteratorType())
                        .asException());
        // So that the one after it can be counted.
        return Math.min(SequenceNumbers.offset(number), Long.MAX_VALUE - 1);
    }

    private CompletionStage<Long> checked(TableStream stream, int partition, long offset) {
        return topics.start(stream.topic(), partition)
                .thenCombine(topics.end(stream.topic(), partition), (start, end) -> {
                    if (offset < start) {
                        throw ChangeReads.trimmed();
                    }
                    if (offset > end) {
                        throw AwsError.validation("Invalid SequenceNumber: the shard has none that is so large")
                                .asException();
                    }
                    return offset;
                });
    }
}
