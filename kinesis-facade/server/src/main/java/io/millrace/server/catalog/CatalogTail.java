package io.millrace.server.catalog;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.CatalogReplay;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the catalog topic from its start, for ever, at read_committed, and publishes an image at every step. */
final class CatalogTail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogTail.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final CatalogRecords records;
    private final CatalogReplay replay = new CatalogReplay();
    private final List<Consumer<CatalogImage>> listeners = new ArrayList<>();
    private final PriorityQueue<Waiter> waiters = new PriorityQueue<>();
    private final Thread thread = new Thread(this::run, "catalog-tail");

    private final AtomicReference<CompletableFuture<CatalogImage>> nextChange =
            new AtomicReference<>(new CompletableFuture<>());

    private volatile CatalogImage image = CatalogImage.EMPTY;
    private volatile boolean closed;
    private volatile Throwable failure;

    private record Waiter(long offset, CompletableFuture<CatalogImage> reached) implements Comparable<Waiter> {
        @Override
        public int compareTo(Waiter other) {
            return Long.compare(offset, other.offset);
        }
    }

    /** @param consumer at read_committed, unassigned; this object closes it */
    CatalogTail(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.partition = new TopicPartition(topic, 0);
        this.records = new CatalogRecords(topic);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    CatalogImage image() {
        return image;
    }

    void onChange(Consumer<CatalogImage> listener) {
        synchronized (listeners) {
            listeners.add(listener);
            listener.accept(image);
        }
    }

    /** The future itself: a copy would hang on it until the catalog changes, and every put asks for one. */
    CompletionStage<CatalogImage> nextChange() {
        return nextChange.get();
    }

    /** Completes when every record below the offset has been applied. */
    CompletionStage<CatalogImage> reach(long offset) {
        CompletableFuture<CatalogImage> reached = new CompletableFuture<>();
        synchronized (waiters) {
            if (failure != null) {
                reached.completeExceptionally(failure);
            } else if (image.offset() >= offset) {
                reached.complete(image);
            } else {
                waiters.add(new Waiter(offset, reached));
            }
        }
        return reached;
    }

    private void run() {
        try (consumer) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (!closed) {
                pollOnce();
            }
        } catch (WakeupException e) {
            LOG.debug("the catalog is no longer followed");
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("the catalog cannot be followed: this node stops serving");
            fail(e);
        }
    }

    private void pollOnce() {
        ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
        batch.records(partition).forEach(record -> replay.apply(records.decode(record)));
        // Only at the end of what is committed is no transaction half read, whatever a fetch has cut and compaction has
        // taken away. Control records move the position without being returned.
        if (consumer.currentLag(partition).orElse(1) == 0) {
            publish(consumer.position(partition));
        }
    }

    private void publish(long offset) {
        CatalogImage before = image;
        if (offset == before.offset()) {
            return;
        }
        CatalogImage now = replay.imageAt(offset);
        boolean changed = now.streams() != before.streams()
                || !now.account().equals(before.account())
                || !now.tokenKey().equals(before.tokenKey());
        synchronized (listeners) {
            image = now;
            if (changed) {
                listeners.forEach(listener -> listener.accept(now));
            }
        }
        // Listeners open and shut the ways into shards: only then is anybody told that the offset is reached.
        if (changed) {
            nextChange.getAndSet(new CompletableFuture<>()).complete(now);
        }
        reachable(offset).forEach(waiter -> waiter.reached().complete(now));
    }

    private Queue<Waiter> reachable(long offset) {
        Queue<Waiter> reached = new ArrayDeque<>();
        synchronized (waiters) {
            while (!waiters.isEmpty() && waiters.peek().offset() <= offset) {
                reached.add(waiters.remove());
            }
        }
        return reached;
    }

    private void fail(RuntimeException e) {
        synchronized (waiters) {
            failure = e;
            waiters.forEach(waiter -> waiter.reached().completeExceptionally(e));
            waiters.clear();
        }
    }

    boolean isFollowing() {
        return failure == null && thread.isAlive();
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        fail(new IllegalStateException("the node is stopping"));
    }
}
