package io.millrace.server.dynamodbstreams.streams;

import io.millrace.server.dynamodbstreams.change.Envelope;
import io.millrace.server.dynamodbstreams.change.ForeignRecordException;
import io.millrace.server.dynamodbstreams.change.KeyNames;
import io.millrace.server.kafka.ChangeTopics;
import io.millrace.server.kafka.ReadRequest;
import io.millrace.server.kafka.ReadResult;
import io.millrace.server.kafka.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What a topic's newest records tell of their table: nobody else here knows it. */
public final class TableFacts {

    private static final int LOOKED_AT = 100;
    private static final int PARTITIONS_LOOKED_AT = 4;
    private static final int BYTES = 1024 * 1024;
    private static final int REMEMBERED = 10_000;
    private static final long TRUSTED_NANOS = Duration.ofMinutes(1).toNanos();

    private final ChangeTopics topics;
    private final Function<ReadRequest, CompletionStage<ReadResult>> reader;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Found found, long since) {}

    /**
     * @param keys the partition key, then the sort key if there is one; none if no record is there to tell
     * @param viewType of the newest change; empty if there is none
     */
    public record Found(List<String> keys, Optional<String> viewType) {

        static final Found NOTHING = new Found(List.of(), Optional.empty());

        boolean isComplete() {
            return viewType.isPresent();
        }

        private Found or(Found other) {
            return keys.isEmpty() ? other : isComplete() || !other.isComplete() ? this : other;
        }
    }

    public TableFacts(ChangeTopics topics, Function<ReadRequest, CompletionStage<ReadResult>> reader) {
        this.topics = topics;
        this.reader = reader;
    }

    CompletionStage<Found> of(TableStream stream) {
        Known last = known.get(stream.topic().id());
        if (last != null && System.nanoTime() - last.since() < TRUSTED_NANOS) {
            return CompletableFuture.completedStage(last.found());
        }
        return topics.starts(stream.topic())
                .thenCombine(topics.ends(stream.topic()), TableFacts::withRecords)
                .thenCompose(places -> look(stream, places, Found.NOTHING))
                .thenApply(found -> {
                    if (found.isComplete()) {
                        if (known.size() >= REMEMBERED) {
                            known.clear();
                        }
                        known.put(stream.topic().id(), new Known(found, System.nanoTime()));
                    }
                    return found;
                });
    }

    private record Place(int partition, long offset) {}

    private static Deque<Place> withRecords(Map<Integer, Long> starts, Map<Integer, Long> ends) {
        Deque<Place> places = new ArrayDeque<>();
        ends.forEach((partition, end) -> {
            long start = Objects.requireNonNull(starts.get(partition));
            if (end > start && places.size() < PARTITIONS_LOOKED_AT) {
                places.add(new Place(partition, Math.max(start, end - LOOKED_AT)));
            }
        });
        return places;
    }

    private CompletionStage<Found> look(TableStream stream, Deque<Place> places, Found before) {
        Place place = places.poll();
        if (place == null || before.isComplete()) {
            return CompletableFuture.completedStage(before);
        }
        ReadRequest request = new ReadRequest(
                stream.topic().name(),
                stream.topic().id(),
                place.partition(),
                place.offset(),
                ReadRequest.NO_END,
                Instant.ofEpochMilli(-1),
                LOOKED_AT,
                BYTES);
        return reader.apply(request).thenCompose(result -> look(stream, places, before.or(newest(result.records()))));
    }

    private static Found newest(List<StoredRecord> records) {
        Found found = Found.NOTHING;
        for (int i = records.size() - 1; i >= 0 && !found.isComplete(); i--) {
            found = found.or(toldBy(records.get(i)));
        }
        return found;
    }

    private static Found toldBy(StoredRecord record) {
        try {
            Optional<Envelope> envelope = Envelope.read(record.data());
            return envelope.isEmpty()
                    ? Found.NOTHING
                    : new Found(KeyNames.of(record.key()), envelope.get().viewType());
        } catch (ForeignRecordException e) {
            return Found.NOTHING;
        }
    }
}
