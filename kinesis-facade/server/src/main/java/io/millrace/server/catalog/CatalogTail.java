package io.millrace.server.catalog;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.CatalogReplay;
import io.millrace.mapping.catalog.UnknownFactException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the catalog topic from its start, for ever, at read_committed, and publishes an image at every step. What Kafka
 * refuses it asks again, from the start: until the log's end is read once more, the last image stands. A fact that it does
 * not understand it refuses for good.
 */
final class CatalogTail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogTail.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final TopicPartition partition;
    private final CatalogRecords records;
    private final RecentTransactions transactions = new RecentTransactions();
    private final List<java.util.function.Consumer<CatalogImage>> listeners = new ArrayList<>();
    private final PriorityQueue<Waiter> waiters = new PriorityQueue<>();
    private final Thread thread = new Thread(this::run, "catalog-tail");

    private final AtomicReference<CompletableFuture<CatalogImage>> nextChange =
            new AtomicReference<>(new CompletableFuture<>());

    private final CountDownLatch closing = new CountDownLatch(1);

    private volatile CatalogImage image = CatalogImage.EMPTY;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile @Nullable RuntimeException end;

    private record Waiter(long offset, CompletableFuture<CatalogImage> reached) implements Comparable<Waiter> {
        @Override
        public int compareTo(Waiter other) {
            return Long.compare(offset, other.offset);
        }
    }

    /** @param consumers makes consumers at read_committed, unassigned; this object closes them */
    CatalogTail(Supplier<? extends Consumer<byte[], byte[]>> consumers, String topic) {
        this.consumers = consumers;
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

    void onChange(java.util.function.Consumer<CatalogImage> listener) {
        synchronized (listeners) {
            listeners.add(listener);
            listener.accept(image);
        }
    }

    /** The future itself: a copy would hang on it until the catalog changes, and every put asks for one. */
    CompletionStage<CatalogImage> nextChange() {
        return nextChange.get();
    }

    /** Whether the transaction of this name was read not long ago: all of it, as soon as the log was read to an end behind it. */
    boolean hasRead(String transaction) {
        return transactions.contains(transaction);
    }

    /** Why the image may be older than the log; empty while it is followed. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Completes when every record below the offset has been applied; fails when that can no longer be. */
    CompletionStage<CatalogImage> reach(long offset) {
        CompletableFuture<CatalogImage> reached = new CompletableFuture<>();
        synchronized (waiters) {
            if (end != null) {
                reached.completeExceptionally(end);
            } else if (image.offset() >= offset) {
                reached.complete(image);
            } else {
                waiters.add(new Waiter(offset, reached));
            }
        }
        return reached;
    }

    private void run() {
        try {
            while (!isClosing()) {
                try {
                    follow();
                } catch (WakeupException e) {
                    LOG.debug("the node is stopping");
                } catch (UnknownFactException e) {
                    report(String.valueOf(e.getMessage()));
                    end(e);
                    return;
                } catch (Throwable e) {
                    report("the catalog cannot be followed now: " + e);
                    closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            report("the catalog is no longer followed: interrupted");
        }
        end(new IllegalStateException("the node is stopping"));
    }

    /** Reads the log from its start: what happened to it since it could be read last is not known. */
    private void follow() {
        Consumer<byte[], byte[]> opened = consumers.get();
        try {
            consumer = opened;
            CatalogReplay replay = new CatalogReplay();
            opened.assign(List.of(partition));
            opened.seekToBeginning(List.of(partition));
            long published = -1;
            while (!isClosing()) {
                ConsumerRecords<byte[], byte[]> batch = opened.poll(POLL);
                batch.records(partition).forEach(record -> {
                    replay.apply(records.decode(record));
                    records.transaction(record).ifPresent(transactions::add);
                });
                if (isAtEnd(opened) && opened.position(partition) != published) {
                    published = opened.position(partition);
                    publish(replay.imageAt(published));
                    recovered();
                }
            }
        } finally {
            consumer = null;
            opened.close();
        }
    }

    /**
     * Only at the end of what is committed is no transaction half read, whatever a fetch has cut and compaction has taken
     * away. Control records move the position without being returned.
     */
    private boolean isAtEnd(Consumer<?, ?> opened) {
        return opened.currentLag(partition).orElse(1) == 0;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void report(String reason) {
        if (!trouble.equals(Optional.of(reason))) {
            trouble = Optional.of(reason);
            LOG.atError().addKeyValue("reason", reason).log("this node is not ready");
        }
    }

    private void recovered() {
        if (trouble.isPresent()) {
            trouble = Optional.empty();
            LOG.info("the catalog is followed");
        }
    }

    private void publish(CatalogImage now) {
        CatalogImage before = image;
        boolean changed = !now.namesTheSameAs(before)
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
        reachable(now.offset()).forEach(waiter -> waiter.reached().complete(now));
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

    private void end(RuntimeException e) {
        synchronized (waiters) {
            end = e;
            waiters.forEach(waiter -> waiter.reached().completeExceptionally(e));
            waiters.clear();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(new IllegalStateException("the node is stopping"));
    }
}
