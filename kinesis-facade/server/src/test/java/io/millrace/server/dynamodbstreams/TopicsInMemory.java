package io.millrace.server.dynamodbstreams;

import io.millrace.server.kafka.ChangeTopics;
import io.millrace.server.kafka.ReadRequest;
import io.millrace.server.kafka.ReadResult;
import io.millrace.server.kafka.StoredRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Topics and what they hold, as Kafka would tell of them. */
final class TopicsInMemory implements ChangeTopics {

    private final Map<String, Log> logs = new LinkedHashMap<>();

    private static final class Log {

        private final Topic topic;
        private final List<List<StoredRecord>> partitions = new ArrayList<>();
        private final long[] starts;
        private final long[] ends;

        Log(Topic topic) {
            this.topic = topic;
            this.starts = new long[topic.partitions()];
            this.ends = new long[topic.partitions()];
            IntStream.range(0, topic.partitions()).forEach(p -> partitions.add(new ArrayList<>()));
        }
    }

    void create(String name, String id, int partitions) {
        logs.put(name, new Log(new Topic(name, id, partitions)));
    }

    void delete(String name) {
        logs.remove(name);
    }

    /** Returns its offset. */
    long append(String topic, int partition, String key, String value) {
        Log log = logs.get(topic);
        long offset = log.ends[partition]++;
        log.partitions
                .get(partition)
                .add(new StoredRecord(
                        offset,
                        -1,
                        key.getBytes(StandardCharsets.UTF_8),
                        ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8))));
        return offset;
    }

    /** As a transaction's end leaves one behind. */
    void appendMarker(String topic, int partition) {
        logs.get(topic).ends[partition]++;
    }

    void trim(String topic, int partition, long start) {
        Log log = logs.get(topic);
        log.starts[partition] = start;
        log.partitions.get(partition).removeIf(record -> record.offset() < start);
    }

    CompletionStage<ReadResult> read(ReadRequest request) {
        Log log = logs.get(request.topic());
        long next = Math.max(request.fromOffset(), log.starts[request.partition()]);
        List<StoredRecord> found = new ArrayList<>();
        int bytes = 0;
        for (StoredRecord record : log.partitions.get(request.partition())) {
            if (record.offset() < next) {
                continue;
            }
            if (found.size() == request.maxRecords()
                    || (!found.isEmpty() && bytes + record.size() > request.maxBytes())) {
                return CompletableFuture.completedStage(
                        new ReadResult(found, record.offset(), false, OptionalLong.of(record.timestamp())));
            }
            found.add(record);
            bytes += record.size();
        }
        return CompletableFuture.completedStage(
                new ReadResult(found, log.ends[request.partition()], true, OptionalLong.empty()));
    }

    @Override
    public CompletionStage<Optional<Topic>> topic(String name) {
        return CompletableFuture.completedStage(
                Optional.ofNullable(logs.get(name)).map(log -> log.topic));
    }

    @Override
    public CompletionStage<List<Topic>> topics(Predicate<String> wanted) {
        return CompletableFuture.completedStage(logs.values().stream()
                .map(log -> log.topic)
                .filter(topic -> wanted.test(topic.name()))
                .toList());
    }

    @Override
    public CompletionStage<Map<Integer, Long>> starts(Topic topic) {
        return CompletableFuture.completedStage(byPartition(logs.get(topic.name()).starts));
    }

    @Override
    public CompletionStage<Map<Integer, Long>> ends(Topic topic) {
        return CompletableFuture.completedStage(byPartition(logs.get(topic.name()).ends));
    }

    private static Map<Integer, Long> byPartition(long[] offsets) {
        return IntStream.range(0, offsets.length).boxed().collect(Collectors.toMap(p -> p, p -> offsets[p]));
    }

    @Override
    public CompletionStage<Long> start(Topic topic, int partition) {
        return starts(topic).thenApply(all -> all.get(partition));
    }

    @Override
    public CompletionStage<Long> end(Topic topic, int partition) {
        return ends(topic).thenApply(all -> all.get(partition));
    }
}
