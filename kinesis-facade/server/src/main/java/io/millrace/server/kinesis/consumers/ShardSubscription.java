package io.millrace.server.kinesis.consumers;

import io.millrace.mapping.Shard;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.concurrent.Failures;
import io.millrace.server.kinesis.records.ShardReads;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes one shard from a position on, for five minutes at most. It reads only when the receiver asks for an event, one page
 * at a time, and holds no page back. At the tip it waits to be told of records, and sends an empty event when five seconds
 * have passed without another.
 *
 * <p>Whatever happens to it happens in {@link Turns}: its fields need no lock.
 */
final class ShardSubscription implements Flow.Publisher<SubscribeToShardEvent>, Flow.Subscription {

    static final Duration LIFE = Duration.ofMinutes(5);
    static final Duration SILENCE = Duration.ofSeconds(5);
    static final int MAX_RECORDS = 10_000;

    /**
     * Of keys and data in one event, unless a single record is larger. The service allows 2 MiB a second and shard; clients
     * refuse frames of more than 16 MiB, into which the largest record fits in Base64.
     */
    static final int MAX_BYTES = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ShardSubscription.class);
    private static final Future<?> NONE = CompletableFuture.completedFuture(null);

    private final SubscriptionKey key;
    private final SubscriptionParts parts;
    private final Consumer<ShardSubscription> onEnd;
    private final Turns turns;
    private final EventReceiver receiver = new EventReceiver();

    private long offset;
    private Instant lastEventAt;
    private boolean reading;
    private boolean closed;
    private boolean over;
    private Optional<AwsError> error = Optional.empty();
    private Future<?> end = NONE;
    private Future<?> silence = NONE;
    private CompletableFuture<Void> tip = CompletableFuture.completedFuture(null);

    ShardSubscription(SubscriptionKey key, long offset, SubscriptionParts parts, Consumer<ShardSubscription> onEnd) {
        this.key = key;
        this.offset = offset;
        this.parts = parts;
        this.lastEventAt = parts.clock().instant();
        this.onEnd = onEnd;
        this.turns = new Turns(parts.executor());
    }

    SubscriptionKey key() {
        return key;
    }

    void begin() {
        turns.execute(() -> {
            if (!over) {
                end = parts.timers().after(LIFE, () -> turns.execute(() -> end(Optional.empty())));
            }
        });
    }

    /** Sends the error and no more. */
    void end(AwsError reason) {
        turns.execute(() -> end(Optional.of(reason)));
    }

    /** Takes from the catalog what concerns it: its end, or the shard's. */
    void follow(CatalogImage image) {
        Optional<StreamImage> stream = image.stream(key.stream())
                .filter(key::isOf)
                .filter(found -> found.fact().status() != StreamStatus.DELETING);
        if (stream.isEmpty()) {
            end(parts.streams().notFound(key.stream()).error());
        } else if (!key.isRegisteredIn(stream.get())) {
            end(parts.consumers().notFound(key.named()).error());
        } else {
            boolean nowClosed =
                    stream.get().visibleShard(key.shard()).filter(Shard::isOpen).isEmpty();
            turns.execute(() -> closed(nowClosed));
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super SubscribeToShardEvent> subscriber) {
        turns.execute(() -> {
            receiver.subscribe(subscriber, this);
            if (over) {
                receiver.end(error);
            }
        });
    }

    @Override
    public void request(long count) {
        turns.execute(() -> {
            receiver.request(count);
            goOn();
        });
    }

    @Override
    public void cancel() {
        turns.execute(() -> {
            if (!over) {
                free();
            }
            receiver.leave();
        });
    }

    private void goOn() {
        if (over || reading || !receiver.wantsMore()) {
            return;
        }
        if (tip.isDone()) {
            read();
        } else {
            waitAtTip();
        }
    }

    private void read() {
        Optional<StreamImage> stream =
                parts.catalog().image().stream(key.stream()).filter(key::isOf);
        Optional<Shard> shard = stream.flatMap(found -> found.visibleShard(key.shard()));
        if (shard.isEmpty()) {
            end(Optional.of(parts.streams().notFound(key.stream()).error()));
            return;
        }
        reading = true;
        // Where it was read: pages that waited for another thread would have no bound but the number of subscriptions.
        page(stream.get(), shard.get())
                .whenComplete((page, failure) -> turns.executeHere(() -> take(shard.get(), page, failure)));
    }

    private CompletionStage<ShardReads.Page> page(StreamImage stream, Shard shard) {
        try {
            return parts.pages().read(stream, shard, offset, MAX_RECORDS, MAX_BYTES);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the tip goes on by itself
    private void take(Shard shard, ShardReads.@Nullable Page page, @Nullable Throwable failure) {
        reading = false;
        if (over) {
            return;
        }
        if (page == null) {
            end(Optional.of(told(failure)));
            return;
        }
        boolean moved = page.nextOffset() > offset;
        offset = page.nextOffset();
        if (page.ended() || !page.records().isEmpty()) {
            parts.metrics().pushed(key.stream(), page.records().size(), page.bytes(), page.millisBehindLatest());
        }
        if (page.ended()) {
            send(ShardEvents.last(shard, page, parts.catalog().image().stream(key.stream())));
            end(Optional.empty());
        } else if (!page.records().isEmpty()) {
            send(ShardEvents.of(shard, page, parts.clock().instant()));
            goOn();
        } else if (moved) {
            goOn();
        } else if (closed && shard.isOpen()) {
            // It was closed while it was read as an open one.
            goOn();
        } else {
            tip = parts.tips().beyond(key.stream(), key.incarnation(), shard.partition(), offset);
            tip.whenComplete((nothing, e) -> turns.execute(this::goOn));
            goOn();
        }
    }

    private void waitAtTip() {
        Instant due = lastEventAt.plus(SILENCE);
        Instant now = parts.clock().instant();
        if (!now.isBefore(due)) {
            sendEmpty(now);
            due = now.plus(SILENCE);
        }
        if (receiver.wantsMore() && silence.isDone()) {
            silence = parts.timers().after(Duration.between(now, due), () -> turns.execute(this::silenceIsOver));
        }
    }

    /** The timer that rings may not be done itself yet, and it may ring before it is due by the clock: another is set then. */
    private void silenceIsOver() {
        silence = NONE;
        goOn();
    }

    private void sendEmpty(Instant now) {
        parts.catalog().image().stream(key.stream())
                .flatMap(stream -> stream.visibleShard(key.shard()))
                .ifPresent(shard -> send(ShardEvents.empty(shard, offset, now)));
    }

    private void send(SubscribeToShardEvent event) {
        silence.cancel(false);
        lastEventAt = parts.clock().instant();
        receiver.send(event);
    }

    private void closed(boolean now) {
        if (now && !closed) {
            closed = true;
            tip.cancel(false);
            goOn();
        }
    }

    private AwsError told(@Nullable Throwable failure) {
        Throwable cause = failure == null ? null : Failures.cause(failure);
        if (cause instanceof AwsException answer) {
            return answer.error();
        }
        LOG.atWarn()
                .addKeyValue("stream", key.stream())
                .addKeyValue("shard", key.shard())
                .addKeyValue("consumer", key.consumer())
                .setCause(cause)
                .log("a subscription ends because its shard cannot be read");
        // So it is called within event streams.
        return AwsError.internalFailure("Internal Service Failure.");
    }

    private void end(Optional<AwsError> reason) {
        if (over) {
            return;
        }
        error = reason;
        free();
        receiver.end(error);
    }

    private void free() {
        over = true;
        end.cancel(false);
        silence.cancel(false);
        tip.cancel(false);
        onEnd.accept(this);
    }
}
