package io.millrace.conformance.drill;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** Brokers, each a controller too, that replicate everything among them and need all but one of them, or the only one. */
final class KafkaCluster implements AutoCloseable {

    private final List<Child> brokers = new ArrayList<>();
    private final int size;

    KafkaCluster(Path folder, int size) {
        this.size = size;
        List<Integer> ports = FreePorts.take(2 * size);
        String clusterId = Uuid.randomUuid().toString();
        for (int id = 1; id <= size; id++) {
            Path settings = folder.resolve("broker-" + id + ".properties");
            Path data = folder.resolve("broker-" + id);
            write(settings, settings(id, ports, data));
            format(id, clusterId, data);
            brokers.add(Child.java(
                    "broker-" + id,
                    ports.get(id - 1),
                    folder.resolve("broker-" + id + ".log"),
                    "384m",
                    "kafka.Kafka",
                    List.of(settings.toString())));
        }
        brokers.forEach(Child::awaitListening);
    }

    String bootstrapServers() {
        return brokers.stream().map(broker -> "127.0.0.1:" + broker.port()).collect(Collectors.joining(","));
    }

    List<Child> brokers() {
        return brokers;
    }

    private String settings(int id, List<Integer> ports, Path data) {
        String voters = IntStream.rangeClosed(1, size)
                .mapToObj(voter -> voter + "@127.0.0.1:" + ports.get(size + voter - 1))
                .collect(Collectors.joining(","));
        int needed = Math.max(1, size - 1);
        return """
                node.id=%d
                process.roles=broker,controller
                listeners=CLIENT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
                listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=CLIENT
                controller.listener.names=CONTROLLER
                controller.quorum.voters=%s
                log.dirs=%s
                auto.create.topics.enable=false
                default.replication.factor=%d
                min.insync.replicas=%d
                offsets.topic.replication.factor=%d
                offsets.topic.num.partitions=2
                transaction.state.log.replication.factor=%d
                transaction.state.log.min.isr=%d
                transaction.state.log.num.partitions=2
                broker.heartbeat.interval.ms=500
                broker.session.timeout.ms=4000
                replica.lag.time.max.ms=5000
                num.network.threads=2
                num.io.threads=3
                background.threads=2
                log.cleaner.dedupe.buffer.size=8388608
                message.max.bytes=12582912
                controlled.shutdown.enable=true
                """.formatted(
                id, ports.get(id - 1), ports.get(size + id - 1), voters, data, size, needed, size, size, needed);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void format(int id, String clusterId, Path data) {
        try {
            Files.createDirectories(data);
            new Formatter()
                    .setPrintStream(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                    .setNodeId(id)
                    .setClusterId(clusterId)
                    .setControllerListenerName("CONTROLLER")
                    .setDirectories(List.of(data.toString()))
                    .setMetadataLogDirectory(data.toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("the folder of broker " + id + " cannot be formatted", e);
        }
    }

    @Override
    public void close() {
        brokers.forEach(Child::close);
    }
}
