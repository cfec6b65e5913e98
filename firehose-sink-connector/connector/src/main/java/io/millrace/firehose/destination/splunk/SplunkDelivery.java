package io.millrace.firehose.destination.splunk;

import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.retry.RetryCounter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch on its way: sent, asked about until it is acknowledged, sent again. Records that the collector finds bad leave it one by one,
 * and the others are sent again without them. One step at a time.
 */
final class SplunkDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(SplunkDelivery.class);

    private static final Duration FIRST_QUESTION = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** A collector that finds one record bad after the other is not asked about thousands. */
    private static final int MOST_REJECTIONS = 100;

    private final Batch batch;
    private final SplunkDestination splunk;
    private final CompletableFuture<List<FailedRecord>> failures = new CompletableFuture<>();
    private final RetryCounter retries;

    /** Records that are neither delivered nor failed, by their place in the batch. */
    private List<Integer> open;

    private final SortedMap<Integer, FailedRecord> failed = new TreeMap<>();
    private int attempts;
    private int rejections;

    SplunkDelivery(Batch batch, SplunkDestination splunk) {
        this(batch, splunk, new RetryCounter(splunk.settings.retryDuration()), 0);
    }

    private SplunkDelivery(Batch batch, SplunkDestination splunk, RetryCounter retries, int attempts) {
        this.batch = batch;
        this.splunk = splunk;
        this.retries = retries;
        this.attempts = attempts;
        this.open = IntStream.range(0, batch.records().size()).boxed().toList();
    }

    CompletableFuture<List<FailedRecord>> start() {
        splunk.later.in(Duration.ZERO, this::send);
        return failures;
    }

    private boolean isOver() {
        return failures.isDone() || splunk.isClosed();
    }

    private void send() {
        if (isOver()) {
            return;
        }
        attempts++;
        UUID channel = splunk.channels.take();
        splunk.sending
                .send(unlessOver(() -> splunk.requests.send(channel, openRecords())))
                .whenComplete(onAnswer(answer -> sent(channel, answer)));
    }

    private void sent(UUID channel, HecAnswer answer) {
        if (answer.isSuccess()) {
            if (answer.ackId().isPresent()) {
                new Acknowledgement(channel, answer.ackId().getAsLong()).await();
            } else {
                // sent again it would be indexed again, and be as little acknowledged
                giveUp(SplunkErrors.disabledAck());
            }
            return;
        }
        if (answer.isOfACollector()) {
            splunk.channels.giveBack(channel);
        }
        Failure failure = SplunkErrors.of(answer, splunk.settings.token());
        if (answer.isTooLarge()) {
            if (open.size() > 1) {
                halve();
            } else {
                giveUp(failure);
            }
            return;
        }
        BitSet bad = answer.isAboutData() && splunk.settings.type() == HecEndpointType.EVENT
                ? BadEvents.in(openRecords(), answer.invalidEvent())
                : new BitSet();
        if (answer.code() == HecAnswer.ACK_IS_DISABLED || (!bad.isEmpty() && ++rejections > MOST_REJECTIONS)) {
            giveUp(failure);
        } else if (bad.isEmpty()) {
            again(failure);
        } else {
            sendWithout(bad, failure);
        }
    }

    private void sendWithout(BitSet bad, Failure failure) {
        List<Integer> good = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            if (bad.get(i)) {
                fail(open.get(i), failure);
            } else {
                good.add(open.get(i));
            }
        }
        open = good;
        if (open.isEmpty()) {
            finish();
        } else {
            splunk.later.in(Duration.ZERO, this::send);
        }
    }

    /** The halves are batches of their own, one after the other, in what is left of the retry duration. */
    private void halve() {
        int half = open.size() / 2;
        List<Integer> first = open.subList(0, half);
        List<Integer> second = open.subList(half, open.size());
        deliver(first, () -> deliver(second, this::finish));
    }

    private void deliver(List<Integer> places, Runnable next) {
        var part = new SplunkDelivery(
                new Batch(places.stream().map(batch.records()::get).toList()), splunk, retries, attempts);
        failures.whenComplete((over, error) -> part.failures.cancel(false));
        part.start().thenRun(() -> {
            part.failed.forEach((place, one) -> failed.put(places.get(place), one));
            next.run();
        });
    }

    private void again(Failure failure) {
        if (isOver()) {
            return;
        }
        Optional<Duration> wait = splunk.later.afterFailure(retries);
        if (wait.isEmpty()) {
            giveUp(failure);
            return;
        }
        LOG.atInfo()
                .addKeyValue("attempt", attempts)
                .addKeyValue("records", open.size())
                .addKeyValue("code", failure.code())
                .addKeyValue("again_in_ms", wait.get().toMillis())
                .log("Splunk did not take a batch");
        splunk.later.in(wait.get(), this::send);
    }

    private void giveUp(Failure failure) {
        open.forEach(place -> fail(place, failure));
        open = List.of();
        finish();
    }

    private void fail(int place, Failure failure) {
        failed.put(
                place, new FailedRecord(batch.records().get(place), failure, attempts, splunk.later.now(), Map.of()));
    }

    private void finish() {
        if (!failed.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("attempts", attempts)
                    .addKeyValue("records", failed.size())
                    .addKeyValue("code", failed.get(failed.lastKey()).failure().code())
                    .log("Records could not be delivered to Splunk");
        }
        failures.complete(List.copyOf(failed.values()));
    }

    private List<DeliveryRecord> openRecords() {
        return open.stream().map(batch.records()::get).toList();
    }

    private Supplier<HttpRequest> unlessOver(Supplier<HttpRequest> request) {
        return () -> {
            if (isOver()) {
                throw new CancellationException("nobody waits for it");
            }
            return request.get();
        };
    }

    /** No answer is a failure, and so is one that cannot be read. */
    private BiConsumer<@Nullable HttpResponse<byte[]>, @Nullable Throwable> onAnswer(Consumer<HecAnswer> next) {
        return (response, error) -> {
            if (isOver()) {
                return;
            }
            try {
                if (response == null) {
                    again(SplunkErrors.of(error));
                } else {
                    next.accept(new HecAnswer(response));
                }
            } catch (RuntimeException | Error e) {
                LOG.atError().setCause(e).log("Could not read Splunk's answer");
                again(SplunkErrors.of(e));
            }
        };
    }

    /** What is waited for after records were sent. */
    private final class Acknowledgement {

        private final UUID channel;
        private final long id;
        private final Instant end = splunk.later.now().plus(splunk.settings.ackTimeout());
        private Duration pause = FIRST_QUESTION;

        private Acknowledgement(UUID channel, long id) {
            this.channel = channel;
            this.id = id;
        }

        private void await() {
            Duration left = Duration.between(splunk.later.now(), end);
            if (left.isNegative() || left.isZero()) {
                again(SplunkErrors.ackTimeout());
                return;
            }
            splunk.later.in(pause.compareTo(left) < 0 ? pause : left, this::ask);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }

        private void ask() {
            splunk.asking
                    .send(unlessOver(() -> splunk.requests.ask(channel, id)))
                    .whenComplete((response, error) -> {
                        if (response == null && !isOver()) {
                            await();
                        } else {
                            onAnswer(this::told).accept(response, error);
                        }
                    });
        }

        private void told(HecAnswer answer) {
            if (answer.acknowledges(id)) {
                splunk.channels.giveBack(channel);
                finish();
            } else if (answer.code() == HecAnswer.ACK_IS_DISABLED) {
                giveUp(SplunkErrors.disabledAck());
            } else {
                await();
            }
        }
    }
}
