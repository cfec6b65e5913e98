package io.millrace.server.kinesis.streams;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.shape.NextToken;
import io.millrace.server.kinesis.token.PagingTokens;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Range;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html">ListStreams</a> */
public final class ListStreams implements Operation<ListStreams.Request, ListStreams.Response> {

    private static final int MAX_STREAMS = 100;
    private static final String LISTING = "ListStreams";

    private final Catalog catalog;
    private final Arns arns;
    private final PagingTokens tokens;

    public ListStreams(Catalog catalog, Arns arns, PagingTokens tokens) {
        this.catalog = catalog;
        this.arns = arns;
        this.tokens = tokens;
    }

    public record Request(
            @Range(min = 1, max = 10000) Optional<Integer> limit,
            Optional<StreamName> exclusiveStartStreamName,
            Optional<NextToken> nextToken) {}

    public record Response(
            List<StreamName> streamNames,
            boolean hasMoreStreams,
            Optional<String> nextToken,
            List<StreamSummary> streamSummaries) {}

    public record StreamSummary(
            StreamName streamName,
            String streamARN,
            StreamStatus streamStatus,
            StreamModeDetails streamModeDetails,
            Instant streamCreationTimestamp) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        NavigableMap<StreamName, StreamImage> all = catalog.image().streams();
        NavigableMap<StreamName, StreamImage> rest =
                after(request).map(name -> all.tailMap(name, false)).orElse(all);
        int limit = Math.min(request.limit().orElse(MAX_STREAMS), MAX_STREAMS);
        List<StreamFact> listed =
                rest.values().stream().limit(limit).map(StreamImage::fact).toList();
        boolean more = rest.size() > limit;
        return CompletableFuture.completedFuture(new Response(
                listed.stream().map(StreamFact::name).toList(),
                more,
                more ? Optional.of(token(listed.get(limit - 1).name())) : Optional.empty(),
                listed.stream().map(this::toSummary).toList()));
    }

    private Optional<StreamName> after(Request request) {
        if (request.nextToken().isPresent()
                && request.exclusiveStartStreamName().isPresent()) {
            throw AwsError.invalidArgument("NextToken and ExclusiveStartStreamName cannot be provided together.")
                    .asException();
        }
        return request.nextToken()
                .map(token -> new StreamName(tokens.read(LISTING, token).get(0)))
                .or(request::exclusiveStartStreamName);
    }

    private String token(StreamName last) {
        return tokens.write(LISTING, List.of(last.value()));
    }

    private StreamSummary toSummary(StreamFact stream) {
        return new StreamSummary(
                stream.name(),
                arns.ofStream(stream.name()),
                stream.status(),
                new StreamModeDetails(stream.mode()),
                stream.createdAt());
    }
}
