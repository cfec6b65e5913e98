package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentInputStatus;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.UpdateStreamWarmThroughputResponse;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class UpdateStreamWarmThroughputIT extends OnFacade {

    UpdateStreamWarmThroughputIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void anOnDemandStreamKeepsWhatItWasGiven() throws Exception {
        try (RunningFacade own = facade.another(Map.of());
                FacadeStream stream = own.stream(r -> r.streamModeDetails(d -> d.streamMode(StreamMode.ON_DEMAND)))) {
            own.kinesis()
                    .updateAccountSettings(r -> r.minimumThroughputBillingCommitment(
                            c -> c.status(MinimumThroughputBillingCommitmentInputStatus.ENABLED)));

            UpdateStreamWarmThroughputResponse answer = own.kinesis()
                    .updateStreamWarmThroughput(r -> r.streamARN(stream.arn()).warmThroughputMiBps(100));
            stream.awaitActive();

            assertThat(answer.streamName()).isEqualTo(stream.name());
            assertThat(answer.warmThroughput().targetMiBps()).isEqualTo(100);
            assertThat(stream.summary().warmThroughput().targetMiBps()).isEqualTo(100);
        }
    }

    @Test
    void itNeedsTheAccountsCommitment() {
        try (FacadeStream stream = facade.stream(r -> r.streamModeDetails(d -> d.streamMode(StreamMode.ON_DEMAND)))) {
            refused(
                    ValidationException.class,
                    () -> kinesis.updateStreamWarmThroughput(
                            r -> r.streamName(stream.name()).warmThroughputMiBps(100)));
        }
    }

    @Test
    void aProvisionedStreamHasNone() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    ValidationException.class,
                    () -> kinesis.updateStreamWarmThroughput(
                            r -> r.streamName(stream.name()).warmThroughputMiBps(100)));
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(
                        ResourceNotFoundException.class,
                        () -> kinesis.updateStreamWarmThroughput(
                                r -> r.streamName("nowhere").warmThroughputMiBps(1)))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.updateStreamWarmThroughput(r -> r.warmThroughputMiBps(1)))
                .hasMessageContaining("StreamName");
    }
}
