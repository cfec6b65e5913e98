package io.millrace.conformance.operations;

import static io.millrace.conformance.FacadeStream.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class RegisterStreamConsumerIT extends OnFacade {

    RegisterStreamConsumerIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aConsumerHasAnArnOfItsStreamAndBecomesActive() {
        try (FacadeStream stream = facade.stream(1)) {
            Consumer made = kinesis.registerStreamConsumer(
                            r -> r.streamARN(stream.arn()).consumerName("reader"))
                    .consumer();

            assertThat(made.consumerName()).isEqualTo("reader");
            assertThat(made.consumerARN()).matches(stream.arn() + "/consumer/reader:\\d+");
            assertThat(made.consumerStatus()).isIn(ConsumerStatus.CREATING, ConsumerStatus.ACTIVE);
            assertThat(made.consumerCreationTimestamp()).isBeforeOrEqualTo(Instant.now());
            until(
                    "the consumer is active",
                    () -> kinesis.describeStreamConsumer(r -> r.consumerARN(made.consumerARN()))
                                    .consumerDescription()
                                    .consumerStatus()
                            == ConsumerStatus.ACTIVE);
        }
    }

    @Test
    void aNameThatIsTakenIsInUse() {
        try (FacadeStream stream = facade.stream(1)) {
            stream.consumer("reader");

            refused(
                    ResourceInUseException.class,
                    () -> kinesis.registerStreamConsumer(
                            r -> r.streamARN(stream.arn()).consumerName("reader")));
        }
    }

    @Test
    void twentyConsumersAreTheMost() {
        try (FacadeStream stream = facade.stream(1)) {
            for (int i = 0; i < 20; i++) {
                stream.consumer("reader-" + i);
            }

            refused(LimitExceededException.class, () -> stream.consumer("one-too-many"));
        }
    }

    @Test
    void anArnOfAnotherServiceIsAValidationError() {
        refused(
                        ValidationException.class,
                        () -> kinesis.registerStreamConsumer(
                                r -> r.streamARN("arn:aws:s3:::bucket").consumerName("reader")))
                .hasMessageContaining("'streamARN'");
    }

    @Test
    void anArnOfAConsumerIsAnInvalidArgument() {
        refused(
                        InvalidArgumentException.class,
                        () -> kinesis.registerStreamConsumer(
                                r -> r.streamARN(OF_A_CONSUMER).consumerName("reader")))
                .hasMessageContaining("StreamARN");
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            String nowhere = stream.arn().replace(stream.name(), "nowhere");

            refused(
                    ResourceNotFoundException.class,
                    () -> kinesis.registerStreamConsumer(
                            r -> r.streamARN(nowhere).consumerName("reader")));
        }
    }
}
