package io.millrace.conformance.operations;

import static io.millrace.conformance.FacadeStream.until;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.Refusals;
import io.millrace.conformance.RunningFacade;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

class DeregisterStreamConsumerIT extends OnFacade {

    DeregisterStreamConsumerIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aConsumerGoesByItsName() {
        try (FacadeStream stream = facade.stream(1)) {
            stream.consumer("reader");

            kinesis.deregisterStreamConsumer(r -> r.streamARN(stream.arn()).consumerName("reader"));

            until("no consumer is left", () -> stream.summary().consumerCount() == 0);
        }
    }

    @Test
    void aConsumerGoesByItsArn() {
        try (FacadeStream stream = facade.stream(1)) {
            String consumer = stream.consumer("reader");

            kinesis.deregisterStreamConsumer(r -> r.consumerARN(consumer));

            until("no consumer is left", () -> stream.summary().consumerCount() == 0);
            Refusals.refused(
                    "DescribeStreamConsumer",
                    ResourceNotFoundException.class,
                    () -> kinesis.describeStreamConsumer(r -> r.consumerARN(consumer)));
        }
    }

    @Test
    void aConsumerThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    ResourceNotFoundException.class,
                    () -> kinesis.deregisterStreamConsumer(
                            r -> r.streamARN(stream.arn()).consumerName("nobody")));
        }
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.deregisterStreamConsumer(r -> r.consumerName("reader")));
    }
}
