package io.millrace.server.kinesis.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.ShardIteratorText;
import io.millrace.server.operation.AwsError;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShardIteratorsTest {

    private static final AwsError INVALID = AwsError.invalidArgument("Invalid ShardIterator.");
    private static final ShardIterator ITERATOR = new ShardIterator(
            new StreamName("orders"), "incarnation", new ShardId(999_999_999_999L), 1L << 40, Streams.NOW);

    private final ShardIterators iterators = new ShardIterators(Streams.SEAL, Streams.CLOCK);

    @Test
    void iteratorsAreReadAsTheyWereWritten() {
        assertThat(read(iterators.write(ITERATOR))).isEqualTo(ITERATOR);
    }

    @Test
    void theyLookLikeTheServices() {
        assertThat(iterators.write(ITERATOR)).startsWith("AAAAAAAAAAE");
    }

    @Test
    void theLongestFitsTheModel() {
        ShardIterator longest = new ShardIterator(
                new StreamName("n".repeat(128)),
                "abcdefghij0123456789-x1z",
                new ShardId(0),
                Long.MAX_VALUE,
                Streams.NOW);

        String text = iterators.write(longest);

        assertThat(text).hasSizeLessThanOrEqualTo(512);
        assertThat(read(text)).isEqualTo(longest);
    }

    @Test
    void eachDiffersFromTheOneBefore() {
        assertThat(iterators.write(ITERATOR)).isNotEqualTo(iterators.write(ITERATOR));
    }

    @Test
    void quotesAroundThemAreForgiven() {
        assertThat(read("\"" + iterators.write(ITERATOR) + "\"")).isEqualTo(ITERATOR);
    }

    @Test
    void theyLastFiveMinutes() {
        String text = iterators.write(ITERATOR);

        assertThat(at(Duration.ofMinutes(5)).read(new ShardIteratorText(text))).isEqualTo(ITERATOR);
        assertThat(Calls.refusal(() -> at(Duration.ofMinutes(5).plusSeconds(1)).read(new ShardIteratorText(text))))
                .isEqualTo(AwsError.expiredIterator("Iterator expired. The iterator was created at time Sat Nov 21"
                        + " 12:00:00 UTC 2026 while right now it is Sat Nov 21 12:05:01 UTC 2026 which is further in"
                        + " the future than the tolerated delay of 300000 milliseconds."));
    }

    @Test
    void forgedOnesAreRefused() {
        String text = iterators.write(ITERATOR);
        char last = text.charAt(20);

        assertThat(List.of(
                        "",
                        "\"",
                        "\"\"",
                        "AAAAAAAAAAE",
                        text.substring(4),
                        text.substring(0, text.length() - 4),
                        text.substring(0, 20) + (last == 'A' ? 'B' : 'A') + text.substring(21)))
                .allSatisfy(forged -> assertThat(refusal(forged)).isEqualTo(INVALID));
    }

    @Test
    void otherTokensOfOursAreRefused() {
        String token = new PagingTokens(Streams.SEAL, Streams.CLOCK).write("ListShards", List.of("orders"));

        assertThat(refusal(token)).isEqualTo(INVALID);
        assertThat(refusal(Streams.SEAL.seal(ByteBuffer.allocate(0)))).isEqualTo(INVALID);
        assertThat(refusal(Streams.SEAL.seal(ByteBuffer.allocate(8).putLong(0, 1))))
                .isEqualTo(INVALID);
    }

    private ShardIterator read(String text) {
        return iterators.read(new ShardIteratorText(text));
    }

    private AwsError refusal(String text) {
        return Calls.refusal(() -> read(text));
    }

    private static ShardIterators at(Duration later) {
        return new ShardIterators(Streams.SEAL, Clock.offset(Streams.CLOCK, later));
    }
}
