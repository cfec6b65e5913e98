package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.UpdateShardCountResponse;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class UpdateShardCountIT extends OnFacade {

    UpdateShardCountIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void theShardsAreDoubledAndHalved() {
        try (FacadeStream stream = facade.stream(2)) {
            UpdateShardCountResponse answer = update(stream, 4);
            assertThat(answer.currentShardCount()).isEqualTo(2);
            assertThat(answer.targetShardCount()).isEqualTo(4);
            assertThat(answer.streamARN()).isEqualTo(stream.arn());
            stream.awaitActive();
            assertThat(stream.summary().openShardCount()).isEqualTo(4);

            update(stream, 2);
            stream.awaitActive();
            assertThat(stream.summary().openShardCount()).isEqualTo(2);
        }
    }

    @Test
    void moreThanTwiceOrLessThanHalfTheShardsExceedALimit() {
        try (FacadeStream stream = facade.stream(4)) {
            refused(LimitExceededException.class, () -> update(stream, 9));
            refused(LimitExceededException.class, () -> update(stream, 1));
        }
    }

    @Test
    void anOnDemandStreamIsNotScaledByHand() {
        try (FacadeStream stream = facade.stream(r -> r.streamModeDetails(d -> d.streamMode(StreamMode.ON_DEMAND)))) {
            refused(ValidationException.class, () -> update(stream, 8));
        }
    }

    @Test
    void noShardsAreAValidationError() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(ValidationException.class, () -> update(stream, 0)).hasMessageContaining("'targetShardCount'");
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(
                        ResourceNotFoundException.class,
                        () -> kinesis.updateShardCount(r ->
                                r.streamName("nowhere").targetShardCount(2).scalingType(ScalingType.UNIFORM_SCALING)))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(
                        InvalidArgumentException.class,
                        () -> kinesis.updateShardCount(
                                r -> r.targetShardCount(2).scalingType(ScalingType.UNIFORM_SCALING)))
                .hasMessageContaining("StreamName");
    }

    private UpdateShardCountResponse update(FacadeStream stream, int target) {
        return kinesis.updateShardCount(
                r -> r.streamName(stream.name()).targetShardCount(target).scalingType(ScalingType.UNIFORM_SCALING));
    }
}
