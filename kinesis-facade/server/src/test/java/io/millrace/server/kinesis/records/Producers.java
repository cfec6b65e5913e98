package io.millrace.server.kinesis.records;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producers that a test completes by hand. */
public final class Producers {

    private static final Node BROKER = new Node(0, "localhost", 9092);

    private Producers() {}

    public static MockProducer<byte[], byte[]> of(String topic, int partitions) {
        return of(topic, partitions, false);
    }

    /** @param autoComplete whether it completes by itself */
    public static MockProducer<byte[], byte[]> of(String topic, int partitions, boolean autoComplete) {
        Node[] replicas = {BROKER};
        List<PartitionInfo> infos = IntStream.range(0, partitions)
                .mapToObj(i -> new PartitionInfo(topic, i, BROKER, replicas, replicas))
                .toList();
        Cluster cluster = new Cluster("cluster", List.of(BROKER), infos, Set.of(), Set.of());
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(cluster, autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer());
        metric(producer, "buffer-available-bytes");
        metric(producer, "buffer-total-bytes");
        return producer;
    }

    private static void metric(MockProducer<?, ?> producer, String name) {
        MetricName key = new MetricName(name, "producer-metrics", "", Map.of());
        producer.setMockMetrics(key, new Full(key));
    }

    private record Full(MetricName metricName) implements Metric {

        @Override
        public Object metricValue() {
            return 1024.0;
        }
    }
}
