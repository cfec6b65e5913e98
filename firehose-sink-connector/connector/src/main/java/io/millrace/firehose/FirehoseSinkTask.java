package io.millrace.firehose;

import io.millrace.firehose.assembly.TaskAssembly;
import io.millrace.firehose.config.FirehoseConfig;
import io.millrace.firehose.record.ConnectValue;
import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.record.KinesisPlace;
import io.millrace.firehose.record.Origin;
import io.millrace.firehose.task.TaskDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** What Connect calls: everything is handed on to {@link TaskDelivery}. */
public final class FirehoseSinkTask extends SinkTask {

    /** Connect does not tell a task which of a connector's it is. */
    static final String NUMBER = "task.index";

    /** Ours: the service knows no values but bytes. */
    private static final String CODE = "Connect.NotJson";

    private static final byte[] NOTHING = {};

    private final Clock clock = Clock.systemUTC();
    private @Nullable TaskAssembly assembly;
    private boolean ofKinesis;

    @Override
    public String version() {
        return Version.TEXT;
    }

    @Override
    public void start(Map<String, String> properties) {
        FirehoseConfig config = FirehoseConfig.of(properties);
        ofKinesis = config.kinesis().isPresent();
        assembly = new TaskAssembly(config, Integer.parseInt(properties.getOrDefault(NUMBER, "0")), context, clock);
    }

    private TaskDelivery delivery() {
        if (assembly == null) {
            throw new IllegalStateException("The task was not started");
        }
        return assembly.delivery();
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        delivery().open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        TaskDelivery delivery = delivery();
        for (SinkRecord record : records) {
            put(record, delivery);
        }
        delivery.poll();
    }

    private void put(SinkRecord record, TaskDelivery delivery) {
        Origin origin = origin(record);
        if (record.value() == null) {
            delivery.add(origin, null, record);
            return;
        }
        byte[] bytes;
        try {
            bytes = ConnectValue.toBytes(record.valueSchema(), record.value());
        } catch (DataException e) {
            delivery.addFailed(origin, NOTHING, new Failure(ErrorType.PROCESSING_FAILED, CODE, e.getMessage()), record);
            return;
        }
        delivery.add(origin, bytes, record);
    }

    /** Where it was before transforms of Connect renamed its topic: heads and offsets are those of the partition that was read. */
    private Origin origin(SinkRecord record) {
        Long timestamp = record.timestamp();
        Instant arrival = timestamp == null ? clock.instant() : Instant.ofEpochMilli(timestamp);
        return new Origin(
                record.originalTopic(),
                record.originalKafkaPartition(),
                record.originalKafkaOffset(),
                0,
                arrival,
                ofKinesis ? Optional.of(KinesisPlace.of(text(record.key()))) : Optional.empty());
    }

    private static String text(@Nullable Object key) {
        return key instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : Objects.toString(key, "");
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> current) {
        return delivery().delivered();
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        delivery().close(partitions);
    }

    @Override
    public void stop() {
        if (assembly != null) {
            assembly.close();
        }
    }
}
