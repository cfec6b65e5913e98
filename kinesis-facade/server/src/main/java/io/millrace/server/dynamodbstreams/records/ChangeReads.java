package io.millrace.server.dynamodbstreams.records;

import io.millrace.server.concurrent.Failures;
import io.millrace.server.dynamodbstreams.change.ChangeJson;
import io.millrace.server.dynamodbstreams.change.ForeignRecordException;
import io.millrace.server.dynamodbstreams.streams.SequenceNumbers;
import io.millrace.server.dynamodbstreams.streams.TableStream;
import io.millrace.server.kafka.ChangeTopics;
import io.millrace.server.kafka.PartitionUnavailableException;
import io.millrace.server.kafka.ReadRequest;
import io.millrace.server.kafka.ReadResult;
import io.millrace.server.kafka.StoredRecord;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import io.millrace.server.operation.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Reads pages of changes from a partition, and passes over what no stream has. */
public final class ChangeReads {

    /** As the service's pages have at the most. */
    private static final int PAGE_BYTES = 1024 * 1024;

    /** A read takes more than a page has: an envelope is larger than its change, and what is passed over is read too. */
    private static final int READ_BYTES = 2 * PAGE_BYTES;

    private static final int SMALLEST_READ = 64 * 1024;
    private static final int READ_RECORDS = 1_000;

    /** So long a call goes on while it finds nothing but what is passed over, such as the items of a scan. */
    private static final Duration SEARCH = Duration.ofMillis(500);

    /** Records that have no time of their own are read too. */
    private static final Instant ALWAYS = Instant.ofEpochMilli(-1);

    private final Function<ReadRequest, CompletionStage<ReadResult>> reader;
    private final ChangeTopics topics;
    private final ForeignRecords foreign;

    public ChangeReads(
            Function<ReadRequest, CompletionStage<ReadResult>> reader, ChangeTopics topics, ForeignRecords foreign) {
        this.reader = reader;
        this.topics = topics;
        this.foreign = foreign;
    }

    /** What a reader gets, and where it goes on. */
    record Page(ChangePage changes, long nextOffset) {}

    CompletionStage<Page> read(TableStream stream, int partition, long offset, int limit, RequestContext context) {
        Search search = new Search(stream, partition, limit, context, System.nanoTime());
        return search.from(offset).exceptionallyCompose(e -> CompletableFuture.failedStage(told(e, stream)));
    }

    private final class Search {

        private final TableStream stream;
        private final int partition;
        private final int limit;
        private final RequestContext context;
        private final long begunNanos;

        Search(TableStream stream, int partition, int limit, RequestContext context, long begunNanos) {
            this.stream = stream;
            this.partition = partition;
            this.limit = limit;
            this.context = context;
            this.begunNanos = begunNanos;
        }

        CompletionStage<Page> from(long offset) {
            int bytes = (int) Math.min(
                    READ_BYTES, Math.max(SMALLEST_READ, context.memory().share() / 4 * 3));
            return reader.apply(new ReadRequest(
                            stream.topic().name(),
                            stream.topic().id(),
                            partition,
                            offset,
                            ReadRequest.NO_END,
                            ALWAYS,
                            READ_RECORDS,
                            bytes))
                    .thenCompose(result -> nothingTrimmed(offset, result))
                    .thenComposeAsync(result -> page(offset, result), context.executor());
        }

        /**
         * A read that does not find the offset goes on behind it, and does not say why: there may be a transaction's marker, or what
         * Kafka has deleted.
         */
        private CompletionStage<ReadResult> nothingTrimmed(long offset, ReadResult result) {
            List<StoredRecord> records = result.records();
            long first =
                    records.isEmpty() ? result.nextOffset() : records.get(0).offset();
            if (first <= offset) {
                return CompletableFuture.completedStage(result);
            }
            return topics.start(stream.topic(), partition).thenApply(start -> {
                if (start > offset) {
                    throw trimmed();
                }
                return result;
            });
        }

        private CompletionStage<Page> page(long offset, ReadResult result) {
            Page page = fitting(result);
            boolean over = !page.changes().isEmpty()
                    || result.atEnd()
                    || page.nextOffset() <= offset
                    || System.nanoTime() - begunNanos > SEARCH.toNanos();
            if (!over) {
                return from(page.nextOffset());
            }
            long wanted = page.changes().bytes();
            if (wanted > 0 && context.memory().take(wanted, wanted) == 0) {
                throw AwsError.serviceUnavailable("Too many answers are waiting for their receivers. Please try again.")
                        .asException();
            }
            return CompletableFuture.completedStage(page);
        }

        /** As many changes as were asked for and an answer may have. */
        private Page fitting(ReadResult result) {
            ChangePage changes = new ChangePage();
            for (StoredRecord stored : result.records()) {
                Optional<EncodedChange> change = change(stored);
                if (change.isEmpty()) {
                    continue;
                }
                boolean full = changes.size() == limit
                        || (!changes.isEmpty() && changes.bytes() + change.get().json().length > PAGE_BYTES);
                if (full) {
                    return new Page(changes, stored.offset());
                }
                changes.append(change.get());
            }
            return new Page(changes, result.nextOffset());
        }

        private Optional<EncodedChange> change(StoredRecord stored) {
            try {
                return ChangeJson.of(stored, SequenceNumbers.ofOffset(stored.offset()))
                        .map(EncodedChange::new);
            } catch (ForeignRecordException e) {
                foreign.passedOver(stream, partition, stored.offset(), e);
                return Optional.empty();
            }
        }
    }

    static AwsException trimmed() {
        return AwsError.trimmedDataAccess("The data you are trying to access has been trimmed.")
                .asException();
    }

    private static Throwable told(Throwable e, TableStream stream) {
        Throwable cause = Failures.cause(e);
        return cause instanceof PartitionUnavailableException
                ? AwsError.serviceUnavailable("Kafka does not serve the topic "
                                + stream.topic().name() + " now. Please try again.")
                        .asException()
                : new CompletionException(cause);
    }
}
