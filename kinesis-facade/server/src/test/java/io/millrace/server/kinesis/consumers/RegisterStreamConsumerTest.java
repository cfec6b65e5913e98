package io.millrace.server.kinesis.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.ConsumerName;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.TagKey;
import io.millrace.server.kinesis.shape.TagValue;
import io.millrace.server.operation.AwsError;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RegisterStreamConsumerTest {

    private static final String STREAM_ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/orders";

    private final FanOut fanOut = new FanOut();
    private final RegisterStreamConsumer register =
            new RegisterStreamConsumer(fanOut.streams, fanOut.catalog, Streams.ARNS, fanOut.time);

    @Test
    void aNewConsumerIsCreatingAndHasAnArnOfItsSecond() {
        RegisterStreamConsumer.Response response = Calls.call(register, request("fresh"));

        assertThat(response.consumer())
                .isEqualTo(new Consumer(
                        "fresh",
                        STREAM_ARN + "/consumer/fresh:" + Streams.NOW.getEpochSecond(),
                        ConsumerStatus.CREATING,
                        Streams.NOW));
        assertThat(consumer("fresh").status()).isEqualTo(ConsumerStatus.CREATING);
    }

    @Test
    void tagsAreItsFromTheStart() {
        Calls.call(
                register,
                new RegisterStreamConsumer.Request(
                        new StreamArn(STREAM_ARN),
                        new ConsumerName("fresh"),
                        Optional.empty(),
                        Optional.of(Map.of(new TagKey("team"), new TagValue("a")))));

        assertThat(consumer("fresh").tags()).containsExactly(Map.entry("team", "a"));
    }

    @Test
    void aNameCanBeRegisteredOnce() {
        assertThat(Calls.refusal(register, request("reader")))
                .isEqualTo(AwsError.resourceInUse(
                        "Consumer reader under stream orders already exists for account 123456789012."));
    }

    @Test
    void aStreamHasTwentyConsumersAtMost() {
        IntStream.range(1, 20).forEach(i -> fanOut.catalog.put(FanOut.consumer("c" + i)));

        assertThat(Calls.refusal(register, request("fresh")))
                .isEqualTo(
                        AwsError.limitExceeded("Stream orders under account 123456789012 has 20 registered consumers,"
                                + " and cannot have more."));
    }

    @Test
    void fiveAreCreatingAtMost() {
        IntStream.range(0, 5)
                .forEach(i -> fanOut.catalog.put(FanOut.consumer("c" + i).withStatus(ConsumerStatus.CREATING)));

        assertThat(Calls.refusal(register, request("fresh")).code()).isEqualTo("LimitExceededException");
    }

    @Test
    void theStreamMustBeThereAndReady() {
        assertThat(Calls.refusal(
                        register,
                        new RegisterStreamConsumer.Request(
                                new StreamArn(STREAM_ARN + "-of-others"),
                                new ConsumerName("fresh"),
                                Optional.empty(),
                                Optional.empty())))
                .isEqualTo(AwsError.resourceNotFound("Stream orders-of-others under account 123456789012 not found."));

        fanOut.catalog.put(FanOut.STREAM.withStatus(StreamStatus.CREATING));
        assertThat(Calls.refusal(register, request("fresh")))
                .isEqualTo(AwsError.resourceInUse(
                        "Stream orders under account 123456789012 not ACTIVE, instead in state CREATING"));
    }

    @Test
    void aStreamThatIsReshardedTakesNewConsumers() {
        fanOut.catalog.put(FanOut.STREAM.withStatus(StreamStatus.UPDATING));

        Calls.call(register, request("fresh"));

        assertThat(consumer("fresh").name()).isEqualTo("fresh");
    }

    private ConsumerFact consumer(String name) {
        return fanOut.catalog.image().stream(FanOut.ORDERS)
                .orElseThrow()
                .consumers()
                .get(name);
    }

    private static RegisterStreamConsumer.Request request(String name) {
        return new RegisterStreamConsumer.Request(
                new StreamArn(STREAM_ARN), new ConsumerName(name), Optional.empty(), Optional.empty());
    }
}
