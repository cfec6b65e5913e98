package io.millrace.server.metrics;

import static io.millrace.server.metrics.WriteOperation.PUT_RECORDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.ReshardStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StreamMetricsTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final StreamMetrics metrics = new StreamMetrics(registry);
    private final StreamName orders = new StreamName("orders");

    @Test
    void whatGoesInIsCountedForTheStreamAndTheOperation() {
        metrics.incoming(orders, PUT_RECORDS, 500, 51_200, Duration.ofMillis(20));
        metrics.failed(orders, PUT_RECORDS, 3);
        metrics.writeThrottled(orders, 7);

        assertThat(registry.scrape().lines())
                .contains(
                        "millrace_incoming_records_total{stream=\"orders\"} 500.0",
                        "millrace_incoming_bytes_total{stream=\"orders\"} 51200.0",
                        "millrace_put_records_success_total{stream=\"orders\"} 1.0",
                        "millrace_put_records_successful_records_total{stream=\"orders\"} 500.0",
                        "millrace_put_records_failed_records_total{stream=\"orders\"} 3.0",
                        "millrace_put_records_latency_seconds_sum{stream=\"orders\"} 0.02",
                        "millrace_write_provisioned_throughput_exceeded_total{stream=\"orders\"} 7.0");
    }

    @Test
    void whatGoesOutIsCountedWithItsAge() {
        metrics.outgoing(orders, 10, 1000, 2500, Duration.ofMillis(5));
        metrics.pushed(orders, 20, 2000, 0);
        metrics.readThrottled(orders, 1);

        assertThat(registry.scrape().lines())
                .contains(
                        "millrace_get_records_success_total{stream=\"orders\"} 1.0",
                        "millrace_get_records_bytes_total{stream=\"orders\"} 1000.0",
                        "millrace_get_records_iterator_age_milliseconds_max{stream=\"orders\"} 2500.0",
                        "millrace_subscribe_to_shard_successful_records_total{stream=\"orders\"} 20.0",
                        "millrace_read_provisioned_throughput_exceeded_total{stream=\"orders\"} 1.0",
                        "millrace_incoming_records_total{stream=\"orders\"} 0.0");
    }

    @Test
    void stepsOfScalingAndOpenShardsAreToldOfStreamsThatHaveSeries() {
        metrics.openShards(orders, 4);
        assertThat(registry.scrape()).doesNotContain("orders");

        metrics.scaled(orders, ReshardStep.Kind.SPLIT);
        metrics.openShards(orders, 8);

        assertThat(registry.scrape().lines())
                .contains(
                        "millrace_open_shards{stream=\"orders\"} 8.0",
                        "millrace_scaling_splits_total{stream=\"orders\"} 1.0",
                        "millrace_scaling_merges_total{stream=\"orders\"} 0.0");

        metrics.retain(Set.of());
        assertThat(registry.scrape()).doesNotContain("orders");
    }

    @Test
    void aDeletedStreamLeavesNoSeriesBehind() {
        metrics.incoming(orders, PUT_RECORDS, 1, 1, Duration.ZERO);
        metrics.incoming(new StreamName("kept"), PUT_RECORDS, 1, 1, Duration.ZERO);

        metrics.retain(Set.of(new StreamName("kept"), new StreamName("unknown")));

        assertThat(registry.scrape()).doesNotContain("orders").contains("kept");
    }

    @Test
    void theDocsNameExactlyTheSeriesThereAre() throws Exception {
        metrics.incoming(orders, PUT_RECORDS, 1, 1, Duration.ZERO);
        metrics.openShards(orders, 4);

        assertThat(names("\\| `(millrace_[a-z_]+)` ", Files.readString(Path.of("../../docs/metrics.md"))))
                .isEqualTo(names("# TYPE (millrace_[a-z_]+(?<!_max)) (?:counter|summary|gauge)", registry.scrape()));
    }

    private static Set<String> names(String pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
