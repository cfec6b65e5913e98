package io.millrace.dynamodb;

import io.debezium.pipeline.notification.IncrementalSnapshotNotificationService;
import io.debezium.pipeline.notification.Notification;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.notification.SnapshotStatus;
import io.debezium.pipeline.spi.Offsets;
import java.util.HashMap;
import java.util.Map;

/** Tells of incremental snapshots as Debezium does. */
final class SnapshotNotices {

    private final String connector;
    private final NotificationService<TablePartition, TableOffset> notifications;

    SnapshotNotices(String connector, NotificationService<TablePartition, TableOffset> notifications) {
        this.connector = connector;
        this.notifications = notifications;
    }

    void tell(StreamedTable table, String id, SnapshotStatus status, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put(IncrementalSnapshotNotificationService.DATA_COLLECTIONS, table.name());
        notifications.notify(notification(id, status, all), Offsets.of(table.partition(), table.offset()));
    }

    void refused(String id, String reason) {
        notifications.notify(notification(id, SnapshotStatus.ABORTED, Map.of("message", reason)));
    }

    private Notification notification(String id, SnapshotStatus status, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put(IncrementalSnapshotNotificationService.CONNECTOR_NAME, connector);
        return Notification.Builder.builder()
                .withId(id)
                .withAggregateType(IncrementalSnapshotNotificationService.INCREMENTAL_SNAPSHOT)
                .withType(status.name())
                .withAdditionalData(all)
                .withTimestamp(System.currentTimeMillis())
                .build();
    }
}
