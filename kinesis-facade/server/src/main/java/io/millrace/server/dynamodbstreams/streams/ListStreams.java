package io.millrace.server.dynamodbstreams.streams;

import io.millrace.server.dynamodbstreams.shape.StreamArnText;
import io.millrace.server.dynamodbstreams.shape.TableName;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Range;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * In the order of their ARNs, so that a listing goes on whatever became of the stream that it stopped at.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html">ListStreams</a>
 */
public final class ListStreams implements Operation<ListStreams.Request, ListStreams.Response> {

    private static final int MOST = 100;

    private final TableStreams streams;

    public ListStreams(TableStreams streams) {
        this.streams = streams;
    }

    public record Request(
            Optional<TableName> tableName,
            @Range(min = 1, max = MOST) Optional<Integer> limit,
            Optional<StreamArnText> exclusiveStartStreamArn) {}

    public record Response(List<Stream> streams, Optional<String> lastEvaluatedStreamArn) {}

    public record Stream(String streamArn, String tableName, String streamLabel) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        int limit = request.limit().orElse(MOST);
        String start =
                request.exclusiveStartStreamArn().map(StreamArnText::value).orElse("");
        return request.tableName().map(streams::of).orElseGet(streams::all).thenApply(found -> {
            List<Stream> following = found.stream()
                    .map(stream -> new Stream(streams.arn(stream), stream.table(), stream.label()))
                    .filter(stream -> stream.streamArn().compareTo(start) > 0)
                    .sorted(Comparator.comparing(Stream::streamArn))
                    .toList();
            boolean more = following.size() > limit;
            List<Stream> page = more ? following.subList(0, limit) : following;
            return new Response(page, more ? Optional.of(page.get(limit - 1).streamArn()) : Optional.empty());
        });
    }
}
