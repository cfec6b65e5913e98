package io.millrace.server.kinesis.consumers;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.shape.NextToken;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.kinesis.token.PagingTokens;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Range;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Consumers in the order of their names.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreamConsumers.html">
 *     ListStreamConsumers</a>
 */
public final class ListStreamConsumers implements Operation<ListStreamConsumers.Request, ListStreamConsumers.Response> {

    private static final int MAX_RESULTS = 100;
    private static final String LISTING = "ListStreamConsumers";

    private final StreamLookup streams;
    private final Arns arns;
    private final PagingTokens tokens;

    public ListStreamConsumers(StreamLookup streams, Arns arns, PagingTokens tokens) {
        this.streams = streams;
        this.arns = arns;
        this.tokens = tokens;
    }

    public record Request(
            StreamArn streamARN,
            Optional<NextToken> nextToken,
            @Range(min = 1, max = 10000) Optional<Integer> maxResults,
            Optional<Instant> streamCreationTimestamp,
            Optional<StreamId> streamId) {}

    public record Response(List<Consumer> consumers, Optional<String> nextToken) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        if (request.nextToken().isPresent() && request.streamCreationTimestamp().isPresent()) {
            throw AwsError.invalidArgument("NextToken and StreamCreationTimestamp cannot be provided together.")
                    .asException();
        }
        StreamImage stream = streams.find(Optional.empty(), Optional.of(request.streamARN()));
        StreamName name = stream.fact().name();
        streams.requireCreatedAt(request.streamCreationTimestamp(), stream.fact());
        Optional<String> after = request.nextToken().map(token -> lastListed(token, stream));
        List<ConsumerFact> rest =
                List.copyOf(after.map(last -> stream.consumers().tailMap(last, false))
                        .orElse(stream.consumers())
                        .values());
        int limit = Math.min(request.maxResults().orElse(MAX_RESULTS), MAX_RESULTS);
        List<ConsumerFact> listed = rest.subList(0, Math.min(limit, rest.size()));
        Optional<String> next = rest.size() > limit
                ? Optional.of(tokens.write(
                        LISTING,
                        List.of(
                                name.value(),
                                stream.fact().incarnation(),
                                listed.get(limit - 1).name())))
                : Optional.empty();
        return CompletableFuture.completedFuture(new Response(
                listed.stream().map(fact -> Consumer.of(fact, arns)).toList(), next));
    }

    private String lastListed(NextToken token, StreamImage stream) {
        List<String> state = tokens.read(LISTING, token);
        if (!state.get(0).equals(stream.fact().name().value())) {
            throw AwsError.invalidArgument("NextToken and StreamARN should refer to the same stream.")
                    .asException();
        }
        if (!state.get(1).equals(stream.fact().incarnation())) {
            throw streams.notFound(stream.fact().name());
        }
        return state.get(2);
    }
}
