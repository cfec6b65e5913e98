package io.millrace.server.kinesis.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.FactKey;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.NextToken;
import io.millrace.server.kinesis.token.PagingTokens;
import io.millrace.server.operation.AwsError;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ListStreamsTest {

    private final TestCatalog catalog = TestCatalog.of(
            Streams.active("b").withStatus(StreamStatus.CREATING).withMode(StreamMode.ON_DEMAND),
            Streams.active("a"),
            Streams.active("C"));
    private final ListStreams listStreams =
            new ListStreams(catalog, Streams.ARNS, new PagingTokens(Streams.SEAL, Streams.CLOCK));

    @Test
    void streamsOfAllStatesAreListedInTheOrderOfTheirNames() {
        ListStreams.Response response = list(Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(response.streamNames()).extracting(StreamName::value).containsExactly("C", "a", "b");
        assertThat(response.hasMoreStreams()).isFalse();
        assertThat(response.nextToken()).isEmpty();
        assertThat(response.streamSummaries().get(2))
                .isEqualTo(new ListStreams.StreamSummary(
                        new StreamName("b"),
                        "arn:aws:kinesis:us-east-1:123456789012:stream/b",
                        StreamStatus.CREATING,
                        new StreamModeDetails(StreamMode.ON_DEMAND),
                        Streams.NOW));
    }

    @Test
    void theRestFollowsTheLastNameThatWasSeen() {
        assertThat(list(Optional.empty(), Optional.of("C"), Optional.empty()).streamNames())
                .extracting(StreamName::value)
                .containsExactly("a", "b");
        assertThat(list(Optional.empty(), Optional.of("aa"), Optional.empty()).streamNames())
                .extracting(StreamName::value)
                .containsExactly("b");
    }

    @Test
    void tokensGoOnEvenIfTheLastStreamIsGone() {
        ListStreams.Response first = list(Optional.of(2), Optional.empty(), Optional.empty());
        catalog.write(List.of(new Change.Remove(FactKey.ofStream(new StreamName("a")))));
        ListStreams.Response second = list(Optional.of(2), Optional.empty(), first.nextToken());

        assertThat(first.hasMoreStreams()).isTrue();
        assertThat(first.streamNames()).extracting(StreamName::value).containsExactly("C", "a");
        assertThat(second.streamNames()).extracting(StreamName::value).containsExactly("b");
        assertThat(second.hasMoreStreams()).isFalse();
    }

    @Test
    void aHundredStreamsAreTheDefaultAndTheMost() {
        IntStream.range(0, 101).forEach(i -> catalog.put(Streams.active("stream-" + i)));

        assertThat(list(Optional.empty(), Optional.empty(), Optional.empty()).streamNames())
                .hasSize(100);
        assertThat(list(Optional.of(10_000), Optional.empty(), Optional.empty()).streamNames())
                .hasSize(100);
    }

    @Test
    void aTokenAndANameAreOneTooMany() {
        assertThat(Calls.refusal(listStreams, request(Optional.empty(), Optional.of("a"), Optional.of("token"))))
                .isEqualTo(AwsError.invalidArgument(
                        "NextToken and ExclusiveStartStreamName cannot be provided together."));
    }

    private ListStreams.Response list(Optional<Integer> limit, Optional<String> after, Optional<String> token) {
        return Calls.call(listStreams, request(limit, after, token));
    }

    private static ListStreams.Request request(
            Optional<Integer> limit, Optional<String> after, Optional<String> token) {
        return new ListStreams.Request(limit, after.map(StreamName::new), token.map(NextToken::new));
    }
}
