package io.millrace.server.kafka;

import io.millrace.mapping.StreamName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells readers at the tip when there is something to read. One consumer waits for all of them at the broker, so that any
 * number of idle subscriptions costs one long poll.
 */
public final class TipWatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TipWatcher.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final List<Waiter> waiters = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "tip-watcher");
    private Map<Watched, Long> assigned = Map.of();
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** A partition of one life of a topic: a new stream of the same name is not what was waited for. */
    private record Watched(TopicPartition partition, String incarnation) {}

    private record Waiter(Watched watched, long offset, CompletableFuture<Void> reached) {}

    /** @param consumers makes consumers at read_committed, unassigned, fetching as little as they can */
    public TipWatcher(Supplier<? extends Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /**
     * Completes when something committed lies at or behind the offset. It may complete early when Kafka cannot be asked:
     * to read tells, and whoever asks again then waits for a second at least. Whoever loses interest completes or cancels the future.
     */
    public CompletableFuture<Void> beyond(StreamName stream, String incarnation, int partition, long offset) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        if (isClosing()) {
            reached.complete(null);
            return reached;
        }
        Watched watched = new Watched(new TopicPartition(stream.value(), partition), incarnation);
        waiters.add(new Waiter(watched, offset, reached));
        wakeUp();
        return reached;
    }

    private void wakeUp() {
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        synchronized (this) {
            notifyAll();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Whatever befalls a consumer, the next one goes on: a watcher that had died would send its waiters round in circles. */
    private void run() {
        try {
            while (!isClosing()) {
                try {
                    watch();
                } catch (Throwable e) {
                    LOG.atWarn().addKeyValue("cause", e.toString()).log("the tips of shards cannot be watched now");
                    release(waiters.stream());
                    closing.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            closing.countDown();
        }
        release(waiters.stream());
    }

    private void watch() throws InterruptedException {
        Consumer<byte[], byte[]> opened = consumers.get();
        try {
            consumer = opened;
            assigned = Map.of();
            while (!isClosing()) {
                try {
                    watch(opened);
                } catch (WakeupException e) {
                    // Somebody has come, or the watcher is closed: look again.
                }
            }
        } finally {
            consumer = null;
            opened.close();
        }
    }

    private void watch(Consumer<byte[], byte[]> opened) throws InterruptedException {
        waiters.removeIf(waiter -> waiter.reached().isDone());
        assign(opened);
        if (assigned.isEmpty()) {
            awaitWaiter();
            return;
        }
        ConsumerRecords<byte[], byte[]> batch = opened.poll(POLL);
        for (TopicPartition partition : batch.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = batch.records(partition);
            reach(partition, records.get(records.size() - 1).offset());
        }
    }

    /** Stands at the lowest offset that somebody waits for, partition by partition; where it stood already it stays. */
    private void assign(Consumer<byte[], byte[]> opened) {
        Map<Watched, Long> wanted = new HashMap<>();
        waiters.forEach(waiter -> wanted.merge(waiter.watched(), waiter.offset(), Math::min));
        if (wanted.equals(assigned)) {
            return;
        }
        opened.assign(wanted.keySet().stream().map(Watched::partition).toList());
        wanted.forEach((watched, offset) -> {
            if (!offset.equals(assigned.get(watched))) {
                opened.seek(watched.partition(), offset);
            }
        });
        assigned = Map.copyOf(wanted);
    }

    private void reach(TopicPartition partition, long lastOffset) {
        release(waiters.stream()
                .filter(waiter -> waiter.watched().partition().equals(partition))
                .filter(waiter -> waiter.offset() <= lastOffset));
    }

    private void release(Stream<Waiter> reached) {
        List<Waiter> all = reached.toList();
        waiters.removeAll(all);
        all.forEach(waiter -> waiter.reached().complete(null));
    }

    private synchronized void awaitWaiter() throws InterruptedException {
        if (waiters.isEmpty() && !isClosing()) {
            wait(POLL.toMillis());
        }
    }

    @Override
    public void close() {
        closing.countDown();
        wakeUp();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
