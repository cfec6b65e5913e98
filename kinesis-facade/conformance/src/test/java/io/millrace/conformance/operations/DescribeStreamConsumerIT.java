package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ConsumerDescription;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

class DescribeStreamConsumerIT extends OnFacade {

    DescribeStreamConsumerIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aConsumerIsFoundByNameAndByArn() {
        try (FacadeStream stream = facade.stream(1)) {
            String consumer = stream.consumer("reader");

            ConsumerDescription byArn =
                    kinesis.describeStreamConsumer(r -> r.consumerARN(consumer)).consumerDescription();
            ConsumerDescription byName = kinesis.describeStreamConsumer(
                            r -> r.streamARN(stream.arn()).consumerName("reader"))
                    .consumerDescription();

            assertThat(byArn).isEqualTo(byName);
            assertThat(byArn.consumerName()).isEqualTo("reader");
            assertThat(byArn.streamARN()).isEqualTo(stream.arn());
            assertThat(byArn.consumerStatus()).isEqualTo(ConsumerStatus.ACTIVE);
        }
    }

    @Test
    void aConsumerThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                            ResourceNotFoundException.class,
                            () -> kinesis.describeStreamConsumer(
                                    r -> r.streamARN(stream.arn()).consumerName("nobody")))
                    .hasMessageContaining("nobody");
        }
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.describeStreamConsumer(r -> r.consumerName("reader")));
    }
}
