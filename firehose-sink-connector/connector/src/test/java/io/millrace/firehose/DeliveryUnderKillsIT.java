package io.millrace.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.destination.s3.LocalStore;
import io.millrace.firehose.testing.BrokerProcess;
import io.millrace.firehose.testing.Bucket;
import io.millrace.firehose.testing.ConnectCluster;
import io.millrace.firehose.testing.ConnectRest;
import io.millrace.firehose.testing.ConnectorStatus;
import io.millrace.firehose.testing.Eventually;
import io.millrace.firehose.testing.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers are killed, and halted until others have their partitions, and the broker is killed, while records come: in the bucket each is seen once.
 * {@code CrashPointTest} stops tasks at every request; here the workers, the broker and the server are real.
 */
@Timeout(300)
class DeliveryUnderKillsIT {

    private static final String NAME = "kills";
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Test
    void eachRecordIsSeenOnceThoughWorkersAndTheBrokerAreKilledAndWakeUpAgain(@TempDir Path folder) throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder);
                LocalStore store = new LocalStore();
                Bucket bucket = new Bucket(store, NAME);
                ConnectCluster cluster = ConnectCluster.own(NAME, broker)) {
            cluster.createTopic(NAME, PARTITIONS);
            WorkerProcess first = cluster.startWorkerProcess();
            cluster.createConnector(NAME, config(store));
            WorkerProcess second = cluster.startWorkerProcess();
            Producing producing = new Producing(cluster);

            producing.untilThereAre(500);
            first.kill();
            producing.untilThereAre(1000);
            WorkerProcess third = cluster.startWorkerProcess();
            awaitSome(bucket, 200);

            broker.kill();
            broker.startAgain();
            awaitAll(bucket, producing.goOnFor(200));

            third.halt();
            second.halt();
            WorkerProcess fourth = cluster.startWorkerProcess();
            awaitAllTasksAt(fourth);
            awaitAll(bucket, producing.goOnFor(200));
            second.goOn();
            third.goOn();
            producing.goOnFor(500);
            fourth.kill();
            int count = producing.end();

            awaitAll(bucket, count);
            Eventually.isTrue(PATIENCE, "the group's offsets", () -> delivered(cluster) == count);
            assertThat(bucket.lines("")).containsExactlyInAnyOrderElementsOf(ids(count));
        }
    }

    private static void awaitAllTasksAt(WorkerProcess worker) {
        ConnectRest rest = new ConnectRest(worker.url());
        String address = worker.url().getAuthority();
        Eventually.isTrue(
                PATIENCE,
                "the tasks of those that are halted run elsewhere",
                () -> rest.status(NAME)
                        .filter(ConnectorStatus::isRunning)
                        .filter(status -> status.tasks().stream()
                                .allMatch(task -> task.worker().equals(address)))
                        .isPresent());
    }

    private static Map<String, String> config(LocalStore store) {
        Map<String, String> config = new HashMap<>(store.properties());
        config.put("connector.class", FirehoseSinkConnector.class.getName());
        config.put("tasks.max", "2");
        config.put("topics", NAME);
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("consumer.override.session.timeout.ms", "6000");
        config.put("consumer.override.heartbeat.interval.ms", "2000");
        config.put("s3.bucket", NAME);
        config.put("buffer.interval.seconds", "1");
        config.put("processing.delimiter", Base64.getEncoder().encodeToString("\n".getBytes()));
        return config;
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static void awaitSome(Bucket bucket, int count) {
        Eventually.isTrue(PATIENCE, count + " records", () -> bucket.lines("").size() >= count);
    }

    private static void awaitAll(Bucket bucket, int count) {
        Eventually.isTrue(PATIENCE, "all of " + count, () -> bucket.lines("").containsAll(ids(count)));
    }

    private static long delivered(ConnectCluster cluster) {
        Map<TopicPartition, Long> offsets = cluster.offsets(NAME);
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Records 0, 1, 2 and so on, over all partitions, from a thread of its own. */
    private static final class Producing {
        private static final long PACE_NANOS = 5_000_000;

        private final ConnectCluster cluster;
        private final AtomicInteger next = new AtomicInteger();
        private final Thread thread = new Thread(this::run, "producing");
        private volatile boolean ended;

        Producing(ConnectCluster cluster) {
            this.cluster = cluster;
            thread.start();
        }

        private void run() {
            while (!ended) {
                int id = next.get();
                cluster.produce(NAME, id % PARTITIONS, "k", Integer.toString(id));
                next.incrementAndGet();
                LockSupport.parkNanos(PACE_NANOS);
            }
        }

        int untilThereAre(int count) {
            Eventually.isTrue(PATIENCE, count + " produced", () -> next.get() >= count);
            return next.get();
        }

        int goOnFor(int more) {
            return untilThereAre(next.get() + more);
        }

        int end() throws InterruptedException {
            ended = true;
            thread.join();
            return next.get();
        }
    }
}
