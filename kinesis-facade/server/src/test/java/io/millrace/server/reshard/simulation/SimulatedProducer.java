package io.millrace.server.reshard.simulation;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * A node's idempotent producer: in order in each partition, none twice. What has failed may still land, but not behind what was sent after
 * it.
 */
final class SimulatedProducer extends MockProducer<byte[], byte[]> {

    private static final MetricName FREE = new MetricName("buffer-available-bytes", "producer-metrics", "", Map.of());
    private static final MetricName ALL = new MetricName("buffer-total-bytes", "producer-metrics", "", Map.of());
    private static final Map<MetricName, Metric> METRICS = Map.of(FREE, new Full(FREE), ALL, new Full(ALL));
    private static final PartitionInfo ANY = new PartitionInfo("", 0, null, null, null);

    private final World world;
    private final Machine machine;
    private final ShardTopic topic;
    private final Lane thread;
    private final AppendLease lease;
    private final long patience;
    private final Map<Integer, Line> lines = new HashMap<>();
    private int inFlight;
    private boolean closed;

    /** The order of what goes to one partition. */
    private static final class Line {
        private final TopicPartition partition;
        private long lastArrival;
        private long lastHeard;
        private long sent;
        private long lastLanded;

        Line(int partition) {
            this.partition = new TopicPartition(Kafka.STREAM.value(), partition);
        }
    }

    private record Full(MetricName metricName) implements Metric {
        @Override
        public Object metricValue() {
            return 1024.0;
        }
    }

    /** One record that somebody waits for. */
    private final class Append {

        private final Line line;
        private final Message message;
        private final Callback callback;
        private final long number;
        private final long term;
        private final long deadline = world.now() + patience;
        private boolean ended;

        Append(Line line, Message message, Callback callback) {
            this.line = line;
            this.message = message;
            this.callback = callback;
            this.number = ++line.sent;
            this.term = lease.sending();
        }

        void begin() {
            Weather weather = world.weather();
            if (world.chance(weather.refused())) {
                long heard = Math.min(machine.arrival(), deadline);
                failAt(heard);
                if (world.chance(weather.late())) {
                    landAt(heard + world.nanos(0, 20_000));
                }
                return;
            }
            line.lastArrival = Math.max(line.lastArrival, machine.arrival());
            landAt(line.lastArrival);
            failAt(deadline);
        }

        private void landAt(long arrival) {
            world.at(arrival, () -> {
                if (machine.hasSent(arrival) && line.lastLanded < number) {
                    line.lastLanded = number;
                    land();
                }
            });
        }

        private void land() {
            ShardTopic.Partition partition = topic.partition(line.partition.partition());
            long offset = partition.end();
            world.trace(() -> machine + " appends " + message + " at " + line.partition.partition() + "@" + offset);
            partition.append(message, () -> {
                if (!world.chance(world.weather().lost())) {
                    line.lastHeard = Math.max(line.lastHeard, machine.arrival());
                    world.at(line.lastHeard, () -> thread.run(() -> acknowledged(offset)));
                }
            });
        }

        private void acknowledged(long offset) {
            if (end()) {
                RecordMetadata metadata = new RecordMetadata(line.partition, offset, 0, 0, 0, 0);
                lease.acknowledging(term, () -> callback.onCompletion(metadata, null));
            }
        }

        private void failAt(long time) {
            world.at(
                    time,
                    () -> thread.run(() -> {
                        if (end()) {
                            callback.onCompletion(null, new KafkaException("not acknowledged"));
                        }
                    }));
        }

        private boolean end() {
            boolean first = !ended;
            if (first) {
                ended = true;
                inFlight--;
            }
            return first && !closed;
        }
    }

    SimulatedProducer(Machine machine, ShardTopic topic, Lane thread, AppendLease lease, long patience) {
        this.world = machine.world();
        this.machine = machine;
        this.topic = topic;
        this.thread = thread;
        this.lease = lease;
        this.patience = patience;
    }

    int inFlight() {
        return inFlight;
    }

    /** What is in flight may still land, but nobody hears of it. */
    @Override
    public void close() {
        closed = true;
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        if (closed) {
            throw new IllegalStateException("the producer is closed");
        }
        inFlight++;
        Line line = lines.computeIfAbsent(record.partition(), Line::new);
        new Append(line, Message.of(record.value()), callback).begin();
        return new CompletableFuture<>();
    }

    @Override
    public List<PartitionInfo> partitionsFor(String name) {
        return Collections.nCopies(topic.count(), ANY);
    }

    @Override
    public Map<MetricName, Metric> metrics() {
        return METRICS;
    }
}
