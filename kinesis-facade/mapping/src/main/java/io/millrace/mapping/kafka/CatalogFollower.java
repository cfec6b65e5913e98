package io.millrace.mapping.kafka;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.CatalogReplay;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.FactCodec;
import io.millrace.mapping.catalog.FactKey;
import io.millrace.mapping.catalog.UnknownFactException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Follows the stream catalog for one client: an image that is known to have been the newest not longer than a while ago, or an
 * exception that says why there is none.
 */
final class CatalogFollower implements AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration END_PATIENCE = Duration.ofSeconds(5);

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final TopicPartition partition;
    private final FactCodec codec = new FactCodec();
    private final long maxAgeNanos;
    private final Thread thread = new Thread(this::run, "millrace-catalog");

    private volatile @Nullable Proven proven;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile boolean closed;

    // Guarded by this.
    private String trouble = "Kafka has not answered yet";
    private @Nullable UnknownFactException refused;
    private boolean proofWanted;
    private final List<Waiter> waiters = new ArrayList<>();

    /** @param at a {@link System#nanoTime} at which nothing newer was committed */
    private record Proven(CatalogImage image, long at) {}

    /** @param asked a {@link System#nanoTime}: an image is wanted that was the newest after it */
    private record Waiter(CompletableFuture<CatalogImage> image, long asked) {}

    /**
     * @param consumers makes consumers at read_committed, unassigned; this object closes them
     * @param maxAge for how long an image is good after it was known to be the newest
     */
    CatalogFollower(Supplier<? extends Consumer<byte[], byte[]>> consumers, String topic, Duration maxAge) {
        this.consumers = consumers;
        this.partition = new TopicPartition(topic, 0);
        this.maxAgeNanos = maxAge.toNanos();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * What the image says, as soon as it says something.
     *
     * @param deadline by {@link System#nanoTime}
     * @throws TimeoutException at the deadline, which clients may try again
     */
    <T> T await(Function<CatalogImage, Optional<T>> wanted, long deadline, Supplier<String> otherwise) {
        Optional<T> found = look(wanted);
        return found.isPresent() ? found.get() : awaitChange(wanted, deadline, otherwise);
    }

    private <T> Optional<T> look(Function<CatalogImage, Optional<T>> wanted) {
        Proven now = proven;
        return now != null && System.nanoTime() - now.at() <= maxAgeNanos
                ? wanted.apply(now.image())
                : Optional.empty();
    }

    private synchronized <T> T awaitChange(
            Function<CatalogImage, Optional<T>> wanted, long deadline, Supplier<String> otherwise) {
        while (true) {
            Optional<T> found = look(wanted);
            if (found.isPresent()) {
                return found.get();
            }
            if (refused != null) {
                throw new UnsupportedVersionException(refused.getMessage(), refused);
            }
            long left = deadline - System.nanoTime();
            if (closed || left <= 0) {
                throw new TimeoutException(look(Optional::of).isPresent() ? otherwise.get() : unreadable());
            }
            try {
                // Rounded up: to wait 0 milliseconds is to wait for ever.
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    private String unreadable() {
        return "The catalog of streams, topic " + partition.topic() + ", cannot be read: " + trouble;
    }

    /** Returns once everything that was committed before this call is in the image. */
    void prove(long deadline) {
        long asked = System.nanoTime();
        synchronized (this) {
            proofWanted = true;
        }
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        awaitChange(
                image -> {
                    Proven now = proven;
                    return now != null && now.at() - asked >= 0 ? Optional.of(image) : Optional.empty();
                },
                deadline,
                this::unreadable);
    }

    /** What holds everything that was committed before this call; or what hinders, and then it may be asked again. Waits for nothing. */
    CompletableFuture<CatalogImage> newest() {
        Waiter waiter = new Waiter(new CompletableFuture<>(), System.nanoTime());
        boolean first;
        synchronized (this) {
            if (refused != null) {
                return CompletableFuture.failedFuture(new UnsupportedVersionException(refused.getMessage(), refused));
            }
            waiters.add(waiter);
            first = !proofWanted;
            proofWanted = true;
        }
        Consumer<byte[], byte[]> open = consumer;
        if (first && open != null) {
            open.wakeup();
        }
        return waiter.image();
    }

    private synchronized List<Waiter> takeWaiters(long askedUntil) {
        List<Waiter> taken = waiters.stream()
                .filter(waiter -> askedUntil - waiter.asked() >= 0)
                .toList();
        waiters.removeAll(taken);
        return taken;
    }

    private void fail(RuntimeException reason) {
        takeWaiters(System.nanoTime()).forEach(waiter -> waiter.image().completeExceptionally(reason));
    }

    private void run() {
        while (!closed) {
            try {
                follow();
            } catch (WakeupException e) {
                // In the middle of a question to Kafka: it is asked again, unless the producer is closed.
            } catch (UnknownFactException e) {
                refuse(e);
                fail(new UnsupportedVersionException(e.getMessage(), e));
                return;
            } catch (RuntimeException e) {
                fail(new TimeoutException(
                        "The catalog of streams, topic " + partition.topic() + ", cannot be read: " + e, e));
                report(e.toString());
            }
        }
    }

    /** Reads the log from its start, and from then on says again and again how far it is known to be the newest. */
    private void follow() {
        try (Consumer<byte[], byte[]> opened = consumers.get()) {
            consumer = opened;
            opened.assign(List.of(partition));
            opened.seekToBeginning(List.of(partition));
            CatalogReplay replay = new CatalogReplay();
            CatalogImage image = CatalogImage.EMPTY;
            long askedAt = System.nanoTime();
            long end = end(opened);
            boolean proving = true;
            while (!closed) {
                try {
                    opened.poll(proving || !isProofWanted() ? POLL : Duration.ZERO)
                            .records(partition)
                            .forEach(record -> replay.apply(decode(record)));
                } catch (WakeupException e) {
                    // Somebody wants to know the newest state: now.
                }
                if (!proving && isProofDue(askedAt)) {
                    askedAt = System.nanoTime();
                    end = end(opened);
                    proving = true;
                }
                // Only at the end of what is committed is no transaction half read.
                if (opened.currentLag(partition).orElse(1) == 0) {
                    long position = opened.position(partition);
                    boolean isNew = position != image.offset();
                    if (isNew) {
                        image = replay.imageAt(position);
                    }
                    if (proving && position >= end) {
                        proving = false;
                        publish(image, askedAt);
                    } else if (isNew) {
                        publish(image, null);
                    }
                }
            }
        } finally {
            consumer = null;
        }
    }

    private long end(Consumer<byte[], byte[]> opened) {
        while (true) {
            try {
                return opened.endOffsets(List.of(partition), END_PATIENCE).get(partition);
            } catch (WakeupException e) {
                // Another wants to know it, too, and is told after this.
                if (closed) {
                    throw e;
                }
            }
        }
    }

    private synchronized boolean isProofWanted() {
        return proofWanted;
    }

    private synchronized boolean isProofDue(long askedAt) {
        boolean due = proofWanted || System.nanoTime() - askedAt > maxAgeNanos / 3;
        proofWanted = false;
        return due;
    }

    private Change decode(ConsumerRecord<byte[], byte[]> record) {
        byte[] about = record.key() == null ? new byte[0] : record.key();
        FactKey key = new FactKey(new String(about, StandardCharsets.UTF_8));
        return record.value() == null ? new Change.Remove(key) : new Change.Put(codec.decode(key, record.value()));
    }

    private void publish(CatalogImage image, @Nullable Long at) {
        hold(image, at);
        if (at != null) {
            takeWaiters(at).forEach(waiter -> waiter.image().complete(image));
        }
    }

    /** @param at null: newer than what was proven last, by how much is not known */
    private synchronized void hold(CatalogImage image, @Nullable Long at) {
        Proven before = proven;
        if (at != null) {
            proven = new Proven(image, at);
        } else if (before != null) {
            proven = new Proven(image, before.at());
        }
        notifyAll();
    }

    private synchronized void refuse(UnknownFactException e) {
        refused = e;
        proven = null;
        notifyAll();
    }

    private synchronized void report(String reason) {
        trouble = reason;
        if (!closed) {
            try {
                wait(PAUSE.toMillis());
            } catch (InterruptedException e) {
                closed = true;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        synchronized (this) {
            notifyAll();
        }
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
