package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

class DecreaseStreamRetentionPeriodIT extends OnFacade {

    DecreaseStreamRetentionPeriodIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void recordsAreKeptLessLong() {
        try (FacadeStream stream = facade.stream(1)) {
            kinesis.increaseStreamRetentionPeriod(
                    r -> r.streamName(stream.name()).retentionPeriodHours(100));
            stream.awaitActive();

            kinesis.decreaseStreamRetentionPeriod(
                    r -> r.streamName(stream.name()).retentionPeriodHours(24));
            stream.awaitActive();

            assertThat(stream.summary().retentionPeriodHours()).isEqualTo(24);
        }
    }

    @Test
    void aDecreaseDoesNotIncrease() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.decreaseStreamRetentionPeriod(
                            r -> r.streamName(stream.name()).retentionPeriodHours(48)));
        }
    }

    @Test
    void aDayIsTheLeast() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.decreaseStreamRetentionPeriod(
                            r -> r.streamName(stream.name()).retentionPeriodHours(23)));
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(
                        ResourceNotFoundException.class,
                        () -> kinesis.decreaseStreamRetentionPeriod(
                                r -> r.streamName("nowhere").retentionPeriodHours(24)))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(
                        InvalidArgumentException.class,
                        () -> kinesis.decreaseStreamRetentionPeriod(r -> r.retentionPeriodHours(24)))
                .hasMessageContaining("StreamName");
    }
}
