package io.millrace.firehose.assembly;

import io.millrace.firehose.buffer.MemoryBudget;
import io.millrace.firehose.buffer.SpillFolder;
import io.millrace.firehose.config.DestinationSettings;
import io.millrace.firehose.config.FirehoseConfig;
import io.millrace.firehose.config.FormatSettings;
import io.millrace.firehose.metrics.DeliveryMetrics;
import io.millrace.firehose.metrics.Figures;
import io.millrace.firehose.metrics.JmxRegistration;
import io.millrace.firehose.metrics.Target;
import java.lang.management.ManagementFactory;

/** Shows operators what a task counts. */
final class TaskFigures {

    private TaskFigures() {}

    /** @param task its number in the connector */
    static JmxRegistration show(
            FirehoseConfig config, int task, DeliveryMetrics metrics, MemoryBudget memory, SpillFolder spill) {
        var figures =
                Figures.of(metrics, target(config.destination()), converts(config.format()), memory::used, spill::used);
        return JmxRegistration.register(
                ManagementFactory.getPlatformMBeanServer(), config.stream().name(), task, figures);
    }

    private static Target target(DestinationSettings settings) {
        if (settings instanceof DestinationSettings.Http) {
            return Target.HTTP_ENDPOINT;
        }
        if (settings instanceof DestinationSettings.OpenSearch) {
            return Target.OPENSEARCH;
        }
        if (settings instanceof DestinationSettings.Iceberg) {
            return Target.ICEBERG;
        }
        return settings instanceof DestinationSettings.Splunk ? Target.SPLUNK : Target.S3;
    }

    private static boolean converts(FormatSettings format) {
        return format instanceof FormatSettings.Parquet || format instanceof FormatSettings.Orc;
    }
}
