package io.millrace.benchmarks.capture;

import io.millrace.benchmarks.delivery.SteadyDelivery;
import io.millrace.benchmarks.drivers.DriverFailure;
import io.millrace.benchmarks.measure.Allocation;
import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.servers.ChildProcess;
import io.millrace.benchmarks.servers.Servers;
import io.millrace.dynamodb.DynamoDbConnector;
import io.millrace.dynamodb.convert.DynamoDbJson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One capture by one system. */
final class CaptureTrials implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    /** Kafka's own are for records that come one by one: as docs/dynamodb-cdc.md advises. */
    private static final Map<String, Object> PRODUCER = Map.of("batch.size", 256 << 10);

    private final ChildProcess broker;
    private final ChildProcess source;
    private final ChildProcess worker;
    private final Admin admin;
    private final Allocation ofWorker;
    private final Allocation ofLoop = Allocation.ofThisProcess();

    CaptureTrials(ChildProcess broker, ChildProcess source, ChildProcess worker, Admin admin) throws IOException {
        this.broker = broker;
        this.source = source;
        this.worker = worker;
        this.admin = admin;
        this.ofWorker = Allocation.of(worker.handle().pid());
    }

    /** @param allocated bytes for each record */
    record Outcome(Sample sample, double allocated) {}

    /** Pages off the socket. */
    Outcome standIn(Capture capture) {
        try (RawLoop loop = new RawLoop(capture, address())) {
            // a page is hundreds of records, and there are many pages
            return await(
                    10 * capture.records(),
                    processes("client", ProcessHandle.current()),
                    ofLoop,
                    loop::taken,
                    loop::check);
        }
    }

    /** Pages read, and items let go of. */
    Outcome bareLoop(Capture capture) {
        try (SdkLoop loop = new SdkLoop(capture, address(), (images, done) -> done.run())) {
            return await(
                    capture.records(), processes("loop", ProcessHandle.current()), ofLoop, loop::taken, loop::check);
        }
    }

    /** Pages read, and each item sent as DynamoDB's JSON without a word besides. */
    Outcome readAndProduce(Capture capture, String trial) {
        CapturedTopic topic = new CapturedTopic(admin, trial);
        topic.create();
        Map<String, Object> settings = new HashMap<>(PRODUCER);
        settings.put("bootstrap.servers", broker.ready());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
                SdkLoop loop = new SdkLoop(
                        capture,
                        address(),
                        (images, done) -> producer.send(
                                new ProducerRecord<>(topic.name(), key(images), json(images)),
                                (sent, refused) -> done.run()))) {
            return await(
                    capture.records(), processes("loop", ProcessHandle.current()), ofLoop, topic::records, loop::check);
        } finally {
            topic.delete();
        }
    }

    private static byte[] key(List<Map<String, AttributeValue>> images) {
        return images.get(0).get("customer").s().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] json(List<Map<String, AttributeValue>> images) {
        return images.stream()
                .map(DynamoDbJson::write)
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    Outcome millrace(Capture capture, String trial) {
        CapturedTopic topic = new CapturedTopic(admin, trial + "." + capture.table());
        try (RunningConnector connector =
                RunningConnector.create(URI.create(worker.ready()), trial, config(capture, trial))) {
            return await(
                    capture.records(),
                    processes("worker", worker.handle()),
                    ofWorker,
                    topic::records,
                    connector::check);
        } finally {
            awaitQuiet(topic);
            topic.delete();
        }
    }

    /** What one has to write, and what is advised for tables of some size. */
    private Map<String, String> config(Capture capture, String trial) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class",
                DynamoDbConnector.class.getName(),
                "tasks.max",
                "1",
                "topic.prefix",
                trial,
                "table.include.list",
                capture.table(),
                "dynamodb.endpoint",
                address().toString(),
                "dynamodb.region",
                "us-east-1",
                "dynamodb.access.key.id",
                Servers.ACCESS_KEY,
                "dynamodb.secret.access.key",
                Servers.SECRET_KEY,
                "topic.creation.default.partitions",
                Integer.toString(CapturedTopic.PARTITIONS),
                "topic.creation.default.replication.factor",
                "1"));
        CapturedTopic.CONFIG.forEach((key, value) -> config.put("topic.creation.default." + key, value));
        for (String side : List.of("key", "value")) {
            config.put(side + ".converter", "org.apache.kafka.connect.json.JsonConverter");
            config.put(side + ".converter.schemas.enable", "false");
        }
        PRODUCER.forEach((key, value) -> config.put("producer.override." + key, value.toString()));
        config.putAll(
                capture.kind() == Capture.Kind.SCAN
                        ? Map.of("snapshot.segments", Integer.toString(capture.readers()))
                        : Map.of("snapshot.mode", "no_data"));
        return config;
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + source.address().getPort());
    }

    private Map<String, ProcessHandle> processes(String part, ProcessHandle process) {
        return Map.of("broker", broker.handle(), "source", source.handle(), part, process);
    }

    /** @param check throws if nothing more is to be expected */
    private static Outcome await(
            int enough,
            Map<String, ProcessHandle> processes,
            Allocation allocation,
            LongSupplier visible,
            Runnable check) {
        SteadyDelivery steady = new SteadyDelivery(enough, processes);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long nextCheck = System.nanoTime();
        long first = 0;
        long before = 0;
        while (!steady.isOver()) {
            long now = System.nanoTime();
            if (now > deadline) {
                throw new DriverFailure(
                        "%d of %d records within %d s".formatted(visible.getAsLong(), enough, PATIENCE.toSeconds()));
            }
            if (now > nextCheck) {
                check.run();
                nextCheck = now + BETWEEN_CHECKS.toNanos();
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            long seen = visible.getAsLong();
            if (first == 0 && seen > 0) {
                first = seen;
                before = allocation.bytes();
            }
            steady.visible(seen);
        }
        Sample sample = steady.sample().orElseThrow();
        return new Outcome(sample, (allocation.bytes() - before) / sample.records());
    }

    /** The worker may still be stopping the task: it would make the topic again. */
    private static void awaitQuiet(CapturedTopic topic) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long seen = -1;
        while (System.nanoTime() < deadline && seen != topic.records()) {
            seen = topic.records();
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    @Override
    public void close() throws IOException {
        ofWorker.close();
        ofLoop.close();
    }
}
