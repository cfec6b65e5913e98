package io.millrace.dynamodb;

import io.debezium.connector.base.ChangeEventQueueMetrics;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.pipeline.metrics.CapturedTablesSupplier;
import io.debezium.pipeline.metrics.DefaultSnapshotChangeEventSourceMetrics;
import io.debezium.pipeline.metrics.DefaultStreamingChangeEventSourceMetrics;
import io.debezium.pipeline.metrics.SnapshotChangeEventSourceMetrics;
import io.debezium.pipeline.metrics.StreamingChangeEventSourceMetrics;
import io.debezium.pipeline.metrics.spi.ChangeEventSourceMetricsFactory;
import io.debezium.pipeline.source.spi.EventMetadataProvider;
import java.util.LinkedHashMap;
import java.util.Map;

/** Debezium's beans with the task in their names: two of one name would wait for each other for a minute. */
final class TaskMetrics implements ChangeEventSourceMetricsFactory<TablePartition> {

    @Override
    public <T extends CdcSourceTaskContext> SnapshotChangeEventSourceMetrics<TablePartition> getSnapshotMetrics(
            T task, ChangeEventQueueMetrics queue, EventMetadataProvider metadata) {
        return new DefaultSnapshotChangeEventSourceMetrics<>(task, queue, metadata, tags(task, "snapshot"));
    }

    @Override
    public <T extends CdcSourceTaskContext> StreamingChangeEventSourceMetrics<TablePartition> getStreamingMetrics(
            T task, ChangeEventQueueMetrics queue, EventMetadataProvider metadata, CapturedTablesSupplier tables) {
        return new DefaultStreamingChangeEventSourceMetrics<>(task, queue, metadata, tags(task, "streaming"), tables);
    }

    private static Map<String, String> tags(CdcSourceTaskContext<?> task, String context) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("server", task.getConnectorLogicalName());
        tags.put("task", task.getTaskId());
        tags.put("context", context);
        return tags;
    }
}
