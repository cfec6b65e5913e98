package io.millrace.server.kinesis.shards;

import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kinesis.shape.NextToken;
import io.millrace.server.kinesis.token.PagingTokens;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a listing of shards stands: what a NextToken of ListShards carries.
 *
 * @param incarnation of the stream: a token of a deleted stream lists nothing of a new one
 * @param after the last shard that was listed
 */
record ShardPage(StreamName stream, String incarnation, ShardSelection selection, Optional<ShardId> after) {

    private static final String LISTING = "ListShards";
    private static final String NONE = "";

    /** All shards that are still to be listed, on this page and later ones. */
    List<Shard> rest(StreamImage image, Instant now) {
        return selection.of(image, now).stream()
                .filter(shard -> after.isEmpty() || shard.id().compareTo(after.get()) > 0)
                .toList();
    }

    ShardPage goingOnAfter(ShardId last) {
        return new ShardPage(stream, incarnation, selection, Optional.of(last));
    }

    String toToken(PagingTokens tokens) {
        return tokens.write(
                LISTING,
                List.of(
                        stream.value(),
                        incarnation,
                        selection.type().name(),
                        selection.after().map(ShardId::toString).orElse(NONE),
                        selection.time().map(Instant::toString).orElse(NONE),
                        after.map(ShardId::toString).orElse(NONE)));
    }

    static ShardPage read(NextToken token, PagingTokens tokens) {
        List<String> state = tokens.read(LISTING, token);
        ShardSelection selection = new ShardSelection(
                ShardFilter.Type.valueOf(state.get(2)),
                ShardId.parse(state.get(3)),
                Optional.of(state.get(4)).filter(time -> !time.equals(NONE)).map(Instant::parse));
        return new ShardPage(new StreamName(state.get(0)), state.get(1), selection, ShardId.parse(state.get(5)));
    }
}
