package io.millrace.server.kinesis.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.operation.AwsError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** EnableEnhancedMonitoring and DisableEnhancedMonitoring together. */
final class EnhancedMonitoringTest {

    private static final StreamName ORDERS = new StreamName("orders");

    private final TestCatalog catalog = TestCatalog.of(Streams.active("orders"));
    private final StreamLookup streams = new StreamLookup(catalog, Streams.ARNS);
    private final ShardLevelMetrics metrics = new ShardLevelMetrics(streams, catalog, Streams.ARNS);
    private final EnableEnhancedMonitoring enable = new EnableEnhancedMonitoring(metrics);
    private final DisableEnhancedMonitoring disable = new DisableEnhancedMonitoring(metrics);

    @Test
    void whatWasAndWhatIsToBeAreAnswered() {
        assertThat(enable(MetricsName.IncomingBytes))
                .isEqualTo(new MonitoringChange(
                        ORDERS,
                        List.of(),
                        List.of("IncomingBytes"),
                        "arn:aws:kinesis:us-east-1:123456789012:stream/orders"));
        assertThat(enable(MetricsName.OutgoingBytes, MetricsName.IncomingBytes))
                .extracting(MonitoringChange::currentShardLevelMetrics, MonitoringChange::desiredShardLevelMetrics)
                .containsExactly(List.of("IncomingBytes"), List.of("IncomingBytes", "OutgoingBytes"));
        assertThat(disable(MetricsName.IncomingBytes))
                .extracting(MonitoringChange::currentShardLevelMetrics, MonitoringChange::desiredShardLevelMetrics)
                .containsExactly(List.of("IncomingBytes", "OutgoingBytes"), List.of("OutgoingBytes"));
    }

    @Test
    void allStandsForEveryMetric() {
        assertThat(enable(MetricsName.ALL).desiredShardLevelMetrics())
                .containsExactlyInAnyOrder(
                        "IncomingBytes",
                        "IncomingRecords",
                        "OutgoingBytes",
                        "OutgoingRecords",
                        "WriteProvisionedThroughputExceeded",
                        "ReadProvisionedThroughputExceeded",
                        "IteratorAgeMilliseconds");
        assertThat(disable(MetricsName.ALL).desiredShardLevelMetrics()).isEmpty();
    }

    @Test
    void theStreamMustBeThereAndActive() {
        assertThat(Calls.refusal(
                        enable,
                        new EnableEnhancedMonitoring.Request(
                                List.of(MetricsName.ALL),
                                Optional.of(new StreamName("none")),
                                Optional.empty(),
                                Optional.empty())))
                .isEqualTo(AwsError.resourceNotFound("Stream none under account 123456789012 not found."));

        catalog.put(Streams.active("orders").withStatus(StreamStatus.UPDATING));
        assertThat(Calls.refusal(() -> disable(MetricsName.ALL)).code()).isEqualTo("ResourceInUseException");
    }

    private MonitoringChange enable(MetricsName... metrics) {
        return Calls.call(
                enable,
                new EnableEnhancedMonitoring.Request(
                        List.of(metrics), Optional.of(ORDERS), Optional.empty(), Optional.empty()));
    }

    private MonitoringChange disable(MetricsName... metrics) {
        return Calls.call(
                disable,
                new DisableEnhancedMonitoring.Request(
                        List.of(metrics), Optional.of(ORDERS), Optional.empty(), Optional.empty()));
    }
}
