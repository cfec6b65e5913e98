package io.millrace.benchmarks.delivery;

import io.millrace.benchmarks.drivers.DriverFailure;
import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.servers.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** One delivery by one system, each into a bucket of its own. */
final class DeliveryTrials implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final ChildProcess broker;
    private final ChildProcess store;
    private final ChildProcess worker;
    private final Admin admin;
    private final WorkerWatch watch;
    private final Path folder;

    /** @param folder for the schema and what is spilled */
    DeliveryTrials(ChildProcess broker, ChildProcess store, ChildProcess worker, Admin admin, Path folder)
            throws IOException {
        this.broker = broker;
        this.store = store;
        this.worker = worker;
        this.admin = admin;
        this.folder = Files.createDirectories(folder);
        Files.writeString(folder.resolve("event.avsc"), Documents.SCHEMA);
        this.watch = new WorkerWatch(worker.handle().pid());
    }

    /** @param unit as {@link BareLoop} has it */
    Sample bareLoop(Delivery delivery, String trial, int unit) {
        try (Bucket bucket = new Bucket(port(), trial)) {
            var steady = new SteadyDelivery(delivery.records(), processes("loop", ProcessHandle.current()));
            new BareLoop(delivery, bucket, unit).run(broker.ready(), steady, deadline());
            return checked(delivery, bucket, steady);
        }
    }

    Sample firehose(Delivery delivery, String trial) {
        try (Bucket bucket = new Bucket(port(), trial);
                FirehoseConnector connector = create(delivery, trial, bucket)) {
            var steady = new SteadyDelivery(delivery.records(), processes("worker", worker.handle()));
            new Run(delivery, connector).await(steady, () -> {});
            return checked(delivery, bucket, steady);
        }
    }

    /**
     * The most that is on the worker's heap while it delivers, in bytes: what a full collection leaves, again and again. That makes it slow, so it delivers less:
     * buffers are full before the first record is visible.
     */
    long peakHeap(Delivery delivery, String trial) {
        try (Bucket bucket = new Bucket(port(), trial);
                FirehoseConnector connector = create(delivery, trial, bucket)) {
            long[] peak = {0};
            new Run(delivery, connector)
                    .await(
                            new SteadyDelivery(delivery.records() / 4, Map.of()),
                            () -> peak[0] = Math.max(peak[0], watch.heapAfterCollection()));
            return peak[0];
        }
    }

    /** Of a worker that has nothing to do. */
    long idleHeap() {
        return watch.heapAfterCollection();
    }

    private int port() {
        return store.address().getPort();
    }

    private static long deadline() {
        return System.nanoTime() + PATIENCE.toNanos();
    }

    private FirehoseConnector create(Delivery delivery, String trial, Bucket bucket) {
        return FirehoseConnector.create(URI.create(worker.ready()), trial, delivery, port(), bucket, folder);
    }

    private Map<String, ProcessHandle> processes(String part, ProcessHandle process) {
        return Map.of("broker", broker.handle(), "store", store.handle(), part, process);
    }

    private static Sample checked(Delivery delivery, Bucket bucket, SteadyDelivery steady) {
        Sample sample = steady.sample()
                .orElseThrow(
                        () -> new DriverFailure("not delivered within " + PATIENCE.toSeconds() + " s: " + delivery));
        if (!bucket.keys("errors/").isEmpty()) {
            throw new DriverFailure("records went to the error output");
        }
        boolean gzip = delivery.format() == Delivery.Format.GZIP;
        Sample.Objects objects = bucket.objects("data/", gzip);
        if (gzip && (objects.lines() < sample.records() || objects.lines() > delivery.produced())) {
            throw new DriverFailure(
                    sample.records() + " records delivered, " + objects.lines() + " lines in the bucket");
        }
        return sample.withObjects(objects);
    }

    /** A connector at work. */
    private final class Run {

        private final Delivery delivery;
        private final FirehoseConnector connector;
        private final long deadline = deadline();
        private long nextCheck = System.nanoTime() + BETWEEN_CHECKS.toNanos();

        private Run(Delivery delivery, FirehoseConnector connector) {
            this.delivery = delivery;
            this.connector = connector;
        }

        /** @param meanwhile done again and again */
        private void await(SteadyDelivery steady, Runnable meanwhile) {
            while (!steady.isOver()) {
                goOn();
                meanwhile.run();
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                steady.visible(delivered());
            }
        }

        private void goOn() {
            long now = System.nanoTime();
            if (now > deadline) {
                throw new DriverFailure("%d of %d records delivered within %d s"
                        .formatted(delivered(), delivery.records(), PATIENCE.toSeconds()));
            }
            if (now > nextCheck) {
                connector.check();
                nextCheck = now + BETWEEN_CHECKS.toNanos();
            }
        }

        /** By what the connector tells its consumer group, which is only of records that are visible. */
        private long delivered() {
            try {
                return admin
                        .listConsumerGroupOffsets("connect-" + connector.name())
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .values()
                        .stream()
                        .mapToLong(OffsetAndMetadata::offset)
                        .sum();
            } catch (ExecutionException e) {
                throw new DriverFailure("Kafka: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DriverFailure("interrupted", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        watch.close();
    }
}
