package io.millrace.server.kinesis.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.NextToken;
import io.millrace.server.operation.AwsError;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PagingTokensTest {

    private static final AwsError INVALID = AwsError.invalidArgument("Invalid NextToken.");

    private final PagingTokens tokens = new PagingTokens(Streams.SEAL, Streams.CLOCK);

    @Test
    void tokensGiveBackWhatWasWritten() {
        List<String> state = List.of("orders", "", "é", "x".repeat(40_000));

        String token = tokens.write("ListThings", state);

        assertThat(tokens.read("ListThings", new NextToken(token))).isEqualTo(state);
    }

    @Test
    void tokensOfOneListingAreRefusedByAnother() {
        String token = tokens.write("ListThings", List.of("orders"));

        assertThat(refusal("ListOthers", token)).isEqualTo(INVALID);
    }

    @Test
    void shardIteratorsAreNoTokens() {
        String iterator = new ShardIterators(Streams.SEAL, Streams.CLOCK)
                .write(new ShardIterator(new StreamName("orders"), "i", new ShardId(0), 5, Streams.NOW));

        assertThat(refusal("ListThings", iterator)).isEqualTo(INVALID);
    }

    @Test
    void tokensLastFiveMinutes() {
        String token = tokens.write("ListThings", List.of("orders"));

        assertThat(after(Duration.ofMinutes(5)).read("ListThings", new NextToken(token)))
                .containsExactly("orders");
        AwsError later = Calls.refusal(
                () -> after(Duration.ofMinutes(5).plusMillis(1)).read("ListThings", new NextToken(token)));
        assertThat(later.code()).isEqualTo("ExpiredNextTokenException");
    }

    @Test
    void whatWasNotWrittenHereIsRefused() {
        String token = tokens.write("ListThings", List.of("orders"));

        assertThat(refusal("ListThings", "garbage")).isEqualTo(INVALID);
        assertThat(refusal("ListThings", "")).isEqualTo(INVALID);
        assertThat(refusal("ListThings", token.substring(4))).isEqualTo(INVALID);
        assertThat(refusal("ListThings", "B" + token.substring(1))).isEqualTo(INVALID);
    }

    private AwsError refusal(String listing, String token) {
        return Calls.refusal(() -> tokens.read(listing, new NextToken(token)));
    }

    private static PagingTokens after(Duration time) {
        return new PagingTokens(Streams.SEAL, Clock.offset(Streams.CLOCK, time));
    }
}
