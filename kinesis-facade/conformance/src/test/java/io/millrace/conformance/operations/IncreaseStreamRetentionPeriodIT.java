package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

class IncreaseStreamRetentionPeriodIT extends OnFacade {

    IncreaseStreamRetentionPeriodIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void recordsAreKeptLonger() {
        try (FacadeStream stream = facade.stream(1)) {
            kinesis.increaseStreamRetentionPeriod(
                    r -> r.streamName(stream.name()).retentionPeriodHours(8760));
            stream.awaitActive();

            assertThat(stream.summary().retentionPeriodHours()).isEqualTo(8760);
        }
    }

    @Test
    void anIncreaseDoesNotDecrease() {
        try (FacadeStream stream = facade.stream(1)) {
            kinesis.increaseStreamRetentionPeriod(r -> r.streamARN(stream.arn()).retentionPeriodHours(48));
            stream.awaitActive();

            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.increaseStreamRetentionPeriod(
                            r -> r.streamName(stream.name()).retentionPeriodHours(24)));
        }
    }

    @Test
    void aYearIsTheMost() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.increaseStreamRetentionPeriod(
                            r -> r.streamName(stream.name()).retentionPeriodHours(8761)));
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(
                        ResourceNotFoundException.class,
                        () -> kinesis.increaseStreamRetentionPeriod(
                                r -> r.streamName("nowhere").retentionPeriodHours(48)))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(
                        InvalidArgumentException.class,
                        () -> kinesis.increaseStreamRetentionPeriod(r -> r.retentionPeriodHours(48)))
                .hasMessageContaining("StreamName");
    }
}
