package io.millrace.firehose.testing;

import io.millrace.embedded.EmbeddedConnect;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * Connect workers of one group, on the one Kafka of this JVM or on one that can be killed, spoken to by their REST API. {@link #shared} has one worker, which tests
 * leave alone; a test that stops and starts workers has a cluster of its own.
 *
 * <p>Names of topics and connectors are the tests' to keep apart.
 */
public final class ConnectCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestKafka kafka;
    private final Map<String, String> settings;
    private final Deque<EmbeddedConnect> workers = new ArrayDeque<>();
    private final List<WorkerProcess> processes = new ArrayList<>();

    private ConnectCluster(TestKafka kafka, Map<String, String> settings) {
        this.kafka = kafka;
        this.settings = settings;
    }

    /** Of all tests of this JVM, with one worker. */
    public static ConnectCluster shared() {
        return Holder.CLUSTER;
    }

    /** Without a worker yet. Its group and its topics are its own. */
    public static ConnectCluster own(String group) {
        return own(group, Map.of());
    }

    /** With settings of its workers besides. */
    public static ConnectCluster own(String group, Map<String, String> besides) {
        return own(group, SharedKafka.clients(), besides);
    }

    /** On a Kafka of its own. */
    public static ConnectCluster own(String group, BrokerProcess broker) {
        return own(group, broker.clients(), Map.of());
    }

    private static ConnectCluster own(String group, TestKafka kafka, Map<String, String> besides) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "group.id",
                group,
                "config.storage.topic",
                group + "-configs",
                "offset.storage.topic",
                group + "-offsets",
                "status.storage.topic",
                group + "-status",
                "offset.flush.interval.ms",
                "1000",
                // a worker that is gone is missed within seconds
                "session.timeout.ms",
                "6000",
                "heartbeat.interval.ms",
                "2000",
                "scheduled.rebalance.max.delay.ms",
                "0"));
        settings.putAll(besides);
        return new ConnectCluster(kafka, Map.copyOf(settings));
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    // --- workers ----------------------------------------------------------------------------------------------------

    /** One more worker, in this JVM. */
    public EmbeddedConnect startWorker() {
        EmbeddedConnect worker = EmbeddedConnect.start(new EmbeddedConnect.Config(bootstrapServers(), 0, settings));
        workers.addLast(worker);
        try {
            worker.awaitReady(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return worker;
    }

    /** Stops the worker of this JVM that was started last, as an operator does: its tasks finish what they have. */
    public void stopWorker() {
        workers.removeLast().close();
    }

    /** One more worker, in a JVM of its own that can be killed, or halted for a while. */
    public WorkerProcess startWorkerProcess() {
        WorkerProcess process = WorkerProcess.start(bootstrapServers(), settings);
        processes.add(process);
        return process;
    }

    /** The REST API's of one that is alive. */
    public URI url() {
        return workers.isEmpty()
                ? processes.stream()
                        .filter(WorkerProcess::isRunning)
                        .findFirst()
                        .orElseThrow()
                        .url()
                : workers.getLast().url();
    }

    // --- topics -----------------------------------------------------------------------------------------------------

    public void createTopic(String topic, int partitions) {
        kafka.createTopic(topic, partitions);
    }

    /** Returns when Kafka has it. */
    public long produce(String topic, int partition, String key, String value) {
        return kafka.produce(topic, partition, key, value);
    }

    /** Returns the offset, when Kafka has it. */
    public long produce(String topic, int partition, byte[] key, byte[] value) {
        return kafka.produce(topic, partition, key, value);
    }

    public void produceWithHeader(String topic, int partition, String header, String value) {
        kafka.produceWithHeader(topic, partition, header, value);
    }

    // --- connectors -------------------------------------------------------------------------------------------------

    public ConnectRest rest() {
        return new ConnectRest(url());
    }

    /**
     * Creates it, or changes its settings; returns when it and all its tasks run.
     *
     * @throws ConnectRest.Refused if Connect does not take the settings
     */
    public void createConnector(String name, Map<String, String> config) {
        rest().configure(name, config);
        int tasks = Integer.parseInt(config.getOrDefault("tasks.max", "1"));
        awaitStatus(name, status -> status.isRunning() && status.tasks().size() <= tasks);
    }

    public ConnectorStatus status(String name) {
        return rest().status(name).orElseThrow(() -> new IllegalStateException("there is no connector " + name));
    }

    /** Waits until the status is such, at most a minute. */
    public ConnectorStatus awaitStatus(String name, Predicate<ConnectorStatus> condition) {
        return Eventually.get(
                PATIENCE,
                "the status of " + name,
                () -> rest().status(name).filter(condition),
                () -> rest().status(name));
    }

    public void delete(String name) {
        rest().delete(name);
    }

    /** The connector and all its tasks. */
    public void restart(String name) {
        rest().restart(name);
    }

    public void pause(String name) {
        rest().pause(name);
        awaitStatus(name, status -> status.state().equals("PAUSED"));
    }

    public void resume(String name) {
        rest().resume(name);
        awaitStatus(name, ConnectorStatus::isRunning);
    }

    /** Without tasks from then on; only so can its offsets be reset. */
    public void stop(String name) {
        rest().stop(name);
        awaitStatus(
                name,
                status -> status.state().equals("STOPPED") && status.tasks().isEmpty());
    }

    /** What its consumer group has committed. */
    public Map<TopicPartition, Long> offsets(String name) {
        return kafka.offsets("connect-" + name);
    }

    @Override
    public void close() {
        processes.forEach(WorkerProcess::close);
        while (!workers.isEmpty()) {
            stopWorker();
        }
    }

    /** Loaded, and so started, at the first call. It ends with the JVM, before its Kafka. */
    private static final class Holder {

        static final ConnectCluster CLUSTER = start();

        private static ConnectCluster start() {
            ConnectCluster cluster = own("shared-connect");
            cluster.startWorker();
            SharedKafka.beforeItStops(cluster::close);
            return cluster;
        }
    }
}
