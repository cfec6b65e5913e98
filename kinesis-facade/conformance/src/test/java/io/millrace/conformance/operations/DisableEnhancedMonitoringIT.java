package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.DisableEnhancedMonitoringResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class DisableEnhancedMonitoringIT extends OnFacade {

    DisableEnhancedMonitoringIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void theMetricsOfShardsAreDisabled() {
        try (FacadeStream stream = facade.stream(1)) {
            kinesis.enableEnhancedMonitoring(r -> r.streamName(stream.name())
                    .shardLevelMetrics(MetricsName.INCOMING_BYTES, MetricsName.OUTGOING_RECORDS));
            stream.awaitActive();

            DisableEnhancedMonitoringResponse answer = kinesis.disableEnhancedMonitoring(
                    r -> r.streamARN(stream.arn()).shardLevelMetrics(MetricsName.INCOMING_BYTES));

            assertThat(answer.desiredShardLevelMetrics()).containsExactly(MetricsName.OUTGOING_RECORDS);
            stream.awaitActive();
            assertThat(stream.summary().enhancedMonitoring().get(0).shardLevelMetrics())
                    .containsExactly(MetricsName.OUTGOING_RECORDS);
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(
                        ResourceNotFoundException.class,
                        () -> kinesis.disableEnhancedMonitoring(
                                r -> r.streamName("nowhere").shardLevelMetrics(MetricsName.INCOMING_BYTES)))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void noMetricsAreAValidationError() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                            ValidationException.class,
                            () -> kinesis.disableEnhancedMonitoring(
                                    r -> r.streamName(stream.name()).shardLevelMetrics(List.of())))
                    .hasMessageContaining("'shardLevelMetrics'");
        }
    }

    @Test
    void aMetricThatIsNoneIsAValidationError() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    ValidationException.class,
                    () -> kinesis.disableEnhancedMonitoring(
                            r -> r.streamName(stream.name()).shardLevelMetricsWithStrings("Weather")));
        }
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(
                        InvalidArgumentException.class,
                        () -> kinesis.disableEnhancedMonitoring(r -> r.shardLevelMetrics(MetricsName.ALL)))
                .hasMessageContaining("StreamName");
    }
}
