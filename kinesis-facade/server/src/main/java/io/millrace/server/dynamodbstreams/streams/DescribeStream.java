package io.millrace.server.dynamodbstreams.streams;

import io.millrace.server.dynamodbstreams.shape.ShardIdText;
import io.millrace.server.dynamodbstreams.shape.StreamArnText;
import io.millrace.server.dynamodbstreams.streams.StreamDescription.KeySchemaElement;
import io.millrace.server.dynamodbstreams.streams.StreamDescription.KeyType;
import io.millrace.server.dynamodbstreams.streams.StreamDescription.SequenceNumberRange;
import io.millrace.server.dynamodbstreams.streams.StreamDescription.Shard;
import io.millrace.server.kafka.ChangeTopics;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html">DescribeStream</a> */
public final class DescribeStream implements Operation<DescribeStream.Request, DescribeStream.Response> {

    private static final int MOST = 100;

    private final TableStreams streams;
    private final ChangeTopics topics;
    private final TableFacts facts;

    public DescribeStream(TableStreams streams, ChangeTopics topics, TableFacts facts) {
        this.streams = streams;
        this.topics = topics;
        this.facts = facts;
    }

    public record Request(
            StreamArnText streamArn,
            @Range(min = 1, max = MOST) Optional<Integer> limit,
            Optional<ShardIdText> exclusiveStartShardId,
            Optional<ShardFilter> shardFilter) {}

    public record Response(StreamDescription streamDescription) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        return streams.find(request.streamArn())
                .thenCompose(stream -> topics.starts(stream.topic())
                        .thenCombine(facts.of(stream), (starts, found) -> answer(request, stream, starts, found)));
    }

    private Response answer(Request request, TableStream stream, Map<Integer, Long> starts, TableFacts.Found found) {
        int first = firstPartition(request, stream);
        int end = Math.min(stream.topic().partitions(), first + request.limit().orElse(MOST));
        List<Shard> shards = new ArrayList<>();
        for (int partition = first; partition < end; partition++) {
            long start = Objects.requireNonNull(starts.get(partition));
            shards.add(new Shard(stream.shardId(partition), new SequenceNumberRange(SequenceNumbers.ofOffset(start))));
        }
        boolean more = !shards.isEmpty() && end < stream.topic().partitions();
        return new Response(new StreamDescription(
                streams.arn(stream),
                stream.label(),
                StreamDescription.Status.ENABLED,
                found.viewType(),
                stream.time(),
                stream.table(),
                keySchema(found),
                shards,
                more ? Optional.of(stream.shardId(end - 1)) : Optional.empty()));
    }

    /** Where the page begins; behind the last one if there is none, as of the children of a shard: none has any. */
    private static int firstPartition(Request request, TableStream stream) {
        int none = stream.topic().partitions();
        Optional<ShardFilter> filter = request.shardFilter();
        if (filter.isPresent() && filter.get().type().isPresent()) {
            ShardIdText parent = filter.get()
                    .shardId()
                    .orElseThrow(() -> AwsError.validation("ShardId is required by the ShardFilter CHILD_SHARDS")
                            .asException());
            stream.partition(parent.value()).orElseThrow(TableStreams::noShard);
            return none;
        }
        String last = request.exclusiveStartShardId().map(ShardIdText::value).orElse("");
        return IntStream.range(0, none)
                .filter(partition -> stream.shardId(partition).compareTo(last) > 0)
                .findFirst()
                .orElse(none);
    }

    private static Optional<List<KeySchemaElement>> keySchema(TableFacts.Found found) {
        List<KeySchemaElement> elements = new ArrayList<>();
        for (String key : found.keys()) {
            elements.add(new KeySchemaElement(key, elements.isEmpty() ? KeyType.HASH : KeyType.RANGE));
        }
        return Optional.of(elements).filter(some -> !some.isEmpty());
    }
}
