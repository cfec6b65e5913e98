package io.millrace.firehose.destination.opensearch;

import io.millrace.firehose.json.MalformedJsonException;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.retry.Later;
import io.millrace.firehose.retry.RetryCounter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The delivery of one batch: rounds of requests, each with what the last one left, until nothing is left or the time is over.
 *
 * <p>Its requests go one after the other, so one thread at a time is here.
 */
final class BulkDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(BulkDelivery.class);

    private final List<DeliveryRecord> records;
    private final OpenSearchSettings settings;
    private final Function<List<Document>, CompletableFuture<BulkAnswer>> bulk;
    private final int requestBytes;
    private final RetryCounter retries;
    private final Later later;

    private final CompletableFuture<List<FailedRecord>> outcome = new CompletableFuture<>();
    private final Map<DeliveryRecord, FailedRecord> failed = new IdentityHashMap<>();
    private final Deque<List<Document>> requests = new ArrayDeque<>();
    private final Map<Document, Failure> again = new IdentityHashMap<>();
    private List<Document> left = new ArrayList<>();
    private int rounds;

    /** @param requestBytes that a request of several documents may have */
    BulkDelivery(
            List<DeliveryRecord> records,
            OpenSearchSettings settings,
            Function<List<Document>, CompletableFuture<BulkAnswer>> bulk,
            int requestBytes,
            RetryCounter retries,
            Later later) {
        this.records = records;
        this.settings = settings;
        this.bulk = bulk;
        this.requestBytes = requestBytes;
        this.retries = retries;
        this.later = later;
    }

    CompletableFuture<List<FailedRecord>> start() {
        for (DeliveryRecord record : records) {
            try {
                left.add(Document.of(record, settings));
            } catch (MalformedJsonException e) {
                fail(record, OpenSearchErrors.malformed(e.getMessage()));
            }
        }
        round();
        return outcome;
    }

    private void round() {
        rounds++;
        split();
        left = new ArrayList<>();
        again.clear();
        next();
    }

    private void split() {
        List<Document> request = new ArrayList<>();
        long bytes = 0;
        for (Document document : left) {
            if (!request.isEmpty() && bytes + document.size() > requestBytes) {
                requests.add(request);
                request = new ArrayList<>();
                bytes = 0;
            }
            request.add(document);
            bytes += document.size();
        }
        if (!request.isEmpty()) {
            requests.add(request);
        }
    }

    private void next() {
        if (outcome.isDone()) {
            return; // cancelled
        }
        List<Document> request = requests.poll();
        if (request == null) {
            roundIsOver();
        } else {
            bulk.apply(request).thenAccept(answer -> take(request, answer)).exceptionally(this::bug);
        }
    }

    private void take(List<Document> request, BulkAnswer answer) {
        if (answer instanceof BulkAnswer.Stopped) {
            return;
        }
        if (answer instanceof BulkAnswer.Answered answered) {
            for (int i = 0; i < request.size(); i++) {
                take(request.get(i), answered.items().get(i));
            }
        } else if (answer instanceof BulkAnswer.TooLarge && request.size() > 1) {
            int half = request.size() / 2;
            requests.addFirst(request.subList(half, request.size()));
            requests.addFirst(request.subList(0, half));
        } else if (answer instanceof BulkAnswer.TooLarge tooLarge) {
            fail(request.get(0).record(), tooLarge.failure());
        } else if (answer instanceof BulkAnswer.Failed whole) {
            request.forEach(document -> leave(document, whole.failure()));
        }
        next();
    }

    private void take(Document document, BulkAnswer.Item item) {
        if (item.retriable()) {
            leave(document, item.failure());
        } else if (!item.indexed()) {
            fail(document.record(), item.failure());
        }
    }

    private void leave(Document document, Failure reason) {
        left.add(document);
        again.put(document, reason);
    }

    private void roundIsOver() {
        if (left.isEmpty()) {
            finish();
            return;
        }
        Optional<Duration> wait = later.afterFailure(retries);
        LOG.atLevel(wait.isPresent() ? Level.INFO : Level.WARN)
                .addKeyValue("index", settings.index())
                .addKeyValue("documents", left.size())
                .addKeyValue("round", rounds)
                .addKeyValue(
                        "code", Objects.requireNonNull(again.get(left.get(0))).code())
                .log(
                        "Documents were not indexed; {}",
                        wait.isPresent() ? "they are sent again" : "they go to the error output");
        if (wait.isPresent()) {
            later.in(wait.get(), this::round);
        } else {
            again.forEach((document, reason) -> fail(document.record(), reason));
            finish();
        }
    }

    private void finish() {
        outcome.complete(records.stream()
                .filter(failed::containsKey)
                .map(record -> Objects.requireNonNull(failed.get(record)))
                .toList());
    }

    private void fail(DeliveryRecord record, Failure reason) {
        failed.put(record, new FailedRecord(record, reason, rounds, later.now(), settings.detailsOf(record.origin())));
    }

    /** Nothing is known then, so every record of the batch may not have been delivered. */
    private @Nullable Void bug(Throwable error) {
        LOG.atError().setCause(error).log("Could not deliver to OpenSearch");
        for (DeliveryRecord record : records) {
            fail(record, OpenSearchErrors.notAnswered("an error of the connector: " + error));
        }
        finish();
        return null;
    }
}
