package io.millrace.server.kinesis.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.NextToken;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.token.PagingTokens;
import io.millrace.server.operation.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ListStreamConsumersTest {

    private final FanOut fanOut = new FanOut();
    private final ListStreamConsumers list =
            new ListStreamConsumers(fanOut.streams, Streams.ARNS, new PagingTokens(Streams.SEAL, fanOut.time));

    @BeforeEach
    void registerMore() {
        fanOut.catalog.put(FanOut.consumer("archive"), FanOut.consumer("zoo"));
    }

    @Test
    void allAreListedByName() {
        ListStreamConsumers.Response page = page(Optional.empty(), Optional.empty());

        assertThat(names(page)).containsExactly("archive", "reader", "zoo");
        assertThat(page.nextToken()).isEmpty();
        assertThat(page.consumers().get(1)).isEqualTo(Consumer.of(FanOut.CONSUMER, Streams.ARNS));
    }

    @Test
    void pagesFollowOneAnother() {
        ListStreamConsumers.Response first = page(Optional.of(2), Optional.empty());
        ListStreamConsumers.Response second = page(Optional.of(2), first.nextToken());

        assertThat(names(first)).containsExactly("archive", "reader");
        assertThat(names(second)).containsExactly("zoo");
        assertThat(second.nextToken()).isEmpty();
    }

    @Test
    void tokensExpireAfterFiveMinutes() {
        Optional<String> token = page(Optional.of(1), Optional.empty()).nextToken();
        fanOut.time.pass(Duration.ofSeconds(301));

        assertThat(Calls.refusal(() -> page(Optional.of(1), token)).code()).isEqualTo("ExpiredNextTokenException");
    }

    @Test
    void aTokenIsOfOneStream() {
        fanOut.catalog.put(Streams.active("others"));
        Optional<String> token = page(Optional.of(1), Optional.empty()).nextToken();

        assertThat(Calls.refusal(list, request("others", Optional.empty(), token, Optional.empty())))
                .isEqualTo(AwsError.invalidArgument("NextToken and StreamARN should refer to the same stream."));
    }

    @Test
    void theCreationTimeTellsStreamsOfOneNameApart() {
        Instant second = Instant.ofEpochSecond(Streams.NOW.getEpochSecond());

        assertThat(names(Calls.call(list, request("orders", Optional.empty(), Optional.empty(), Optional.of(second)))))
                .hasSize(3);
        assertThat(Calls.refusal(
                        list,
                        request("orders", Optional.empty(), Optional.empty(), Optional.of(second.minusSeconds(1)))))
                .isEqualTo(AwsError.resourceNotFound("Stream orders under account 123456789012 not found."));
        assertThat(Calls.refusal(list, request("orders", Optional.empty(), Optional.of("token"), Optional.of(second))))
                .isEqualTo(
                        AwsError.invalidArgument("NextToken and StreamCreationTimestamp cannot be provided together."));
    }

    private ListStreamConsumers.Response page(Optional<Integer> max, Optional<String> token) {
        return Calls.call(list, request("orders", max, token, Optional.empty()));
    }

    private static List<String> names(ListStreamConsumers.Response page) {
        return page.consumers().stream().map(Consumer::consumerName).toList();
    }

    private static ListStreamConsumers.Request request(
            String stream, Optional<Integer> max, Optional<String> token, Optional<Instant> created) {
        return new ListStreamConsumers.Request(
                new StreamArn("arn:aws:kinesis:us-east-1:123456789012:stream/" + stream),
                token.map(NextToken::new),
                max,
                created,
                Optional.empty());
    }
}
