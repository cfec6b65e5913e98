package io.millrace.server.kinesis.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.consumers.DescribeStreamConsumer.ConsumerDescription;
import io.millrace.server.kinesis.shape.ConsumerArn;
import io.millrace.server.kinesis.shape.ConsumerName;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.operation.AwsError;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DescribeStreamConsumerTest {

    private static final String STREAM_ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/orders";
    private static final String ARN = STREAM_ARN + "/consumer/reader:" + Streams.NOW.getEpochSecond();

    private final FanOut fanOut = new FanOut();
    private final DescribeStreamConsumer describe =
            new DescribeStreamConsumer(fanOut.consumers, fanOut.catalog, Streams.ARNS);

    @Test
    void aConsumerIsFoundByItsArnOrByItsNameOrByBoth() {
        ConsumerDescription expected =
                new ConsumerDescription("reader", ARN, ConsumerStatus.ACTIVE, Streams.NOW, STREAM_ARN);

        assertThat(described(null, null, ARN)).isEqualTo(expected);
        assertThat(described(STREAM_ARN, "reader", null)).isEqualTo(expected);
        assertThat(described(STREAM_ARN, "reader", ARN)).isEqualTo(expected);
        assertThat(described(null, "reader", ARN)).isEqualTo(expected);
    }

    @Test
    void whatIsGivenMustAgree() {
        AwsError conflict =
                AwsError.invalidArgument("StreamARN, ConsumerName and ConsumerARN should refer to the same consumer.");

        assertThat(refusal(STREAM_ARN + "2", null, ARN)).isEqualTo(conflict);
        assertThat(refusal(null, "writer", ARN)).isEqualTo(conflict);
    }

    @Test
    void enoughMustBeGiven() {
        AwsError tooLittle =
                AwsError.invalidArgument("Either ConsumerARN or both StreamARN and ConsumerName should be provided.");

        assertThat(refusal(null, null, null)).isEqualTo(tooLittle);
        assertThat(refusal(STREAM_ARN, null, null)).isEqualTo(tooLittle);
        assertThat(refusal(null, "reader", null)).isEqualTo(tooLittle);
    }

    @Test
    void aConsumerThatWasRegisteredInAnotherSecondIsAnother() {
        String before = STREAM_ARN + "/consumer/reader:1";

        assertThat(refusal(null, null, before))
                .isEqualTo(AwsError.resourceNotFound("Consumer reader with creation timestamp 1 under stream orders and"
                        + " account 123456789012 not found."));
        assertThat(refusal(STREAM_ARN, "nobody", null))
                .isEqualTo(AwsError.resourceNotFound(
                        "Consumer nobody under stream orders and account 123456789012 not found."));
    }

    @Test
    void aStreamsArnIsNoConsumersArn() {
        assertThat(refusal(null, null, STREAM_ARN).code()).isEqualTo("InvalidArgumentException");
        assertThat(refusal(ARN, "reader", null).code()).isEqualTo("InvalidArgumentException");
    }

    private ConsumerDescription described(String stream, String name, String arn) {
        return Calls.call(describe, request(stream, name, arn)).consumerDescription();
    }

    private AwsError refusal(String stream, String name, String arn) {
        return Calls.refusal(describe, request(stream, name, arn));
    }

    private static DescribeStreamConsumer.Request request(String stream, String name, String arn) {
        return new DescribeStreamConsumer.Request(
                Optional.ofNullable(stream).map(StreamArn::new),
                Optional.ofNullable(name).map(ConsumerName::new),
                Optional.ofNullable(arn).map(ConsumerArn::new),
                Optional.empty());
    }
}
