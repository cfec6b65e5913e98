package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class UpdateStreamModeIT extends OnFacade {

    UpdateStreamModeIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aStreamGoesOnDemandAndBack() {
        try (FacadeStream stream = facade.stream(2)) {
            kinesis.updateStreamMode(
                    r -> r.streamARN(stream.arn()).streamModeDetails(d -> d.streamMode(StreamMode.ON_DEMAND)));
            stream.awaitActive();
            assertThat(stream.summary().streamModeDetails().streamMode()).isEqualTo(StreamMode.ON_DEMAND);

            kinesis.updateStreamMode(
                    r -> r.streamARN(stream.arn()).streamModeDetails(d -> d.streamMode(StreamMode.PROVISIONED)));
            stream.awaitActive();
            assertThat(stream.summary().streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
        }
    }

    @Test
    void moreOnDemandStreamsThanTheAccountMayHaveExceedALimit() throws Exception {
        try (RunningFacade small = facade.another(Map.of("streams.onDemandStreamLimit", "0"));
                FacadeStream stream = small.stream(1)) {
            refused(
                    LimitExceededException.class,
                    () -> small.kinesis()
                            .updateStreamMode(r -> r.streamARN(stream.arn())
                                    .streamModeDetails(d -> d.streamMode(StreamMode.ON_DEMAND))));
        }
    }

    @Test
    void warmThroughputIsForOnDemandStreams() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    ValidationException.class,
                    () -> kinesis.updateStreamMode(r -> r.streamARN(stream.arn())
                            .streamModeDetails(d -> d.streamMode(StreamMode.PROVISIONED))
                            .warmThroughputMiBps(10)));
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            String nowhere = stream.arn().replace(stream.name(), "nowhere");

            refused(
                    ResourceNotFoundException.class,
                    () -> kinesis.updateStreamMode(
                            r -> r.streamARN(nowhere).streamModeDetails(d -> d.streamMode(StreamMode.ON_DEMAND))));
        }
    }

    @Test
    void theModeIsRequired() {
        refused(ValidationException.class, () -> kinesis.updateStreamMode(r -> {}))
                .hasMessageContaining("2 validation errors detected");
    }

    @Test
    void anArnOfAConsumerIsAnInvalidArgument() {
        refused(
                        InvalidArgumentException.class,
                        () -> kinesis.updateStreamMode(r ->
                                r.streamARN(OF_A_CONSUMER).streamModeDetails(d -> d.streamMode(StreamMode.ON_DEMAND))))
                .hasMessageContaining("StreamARN");
    }
}
