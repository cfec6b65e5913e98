package io.millrace.conformance.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Reads a stream from its start as a consumer must: a shard when all its parents are read to their ends. */
final class LineageReader implements AutoCloseable {

    private final KinesisClient kinesis;
    private final String stream;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "reader");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<String> begun = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<String, Queue<Acknowledged.Place>> places = new ConcurrentHashMap<>();
    private final Map<String, Queue<Acknowledged.Place>> order = new ConcurrentHashMap<>();
    private final Map<Acknowledged.Place, String> read = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    LineageReader(KinesisClient kinesis, String stream) {
        this.kinesis = kinesis;
        this.stream = stream;
    }

    void start() {
        kinesis.listShards(request -> request.streamName(stream)).shards().stream()
                .filter(shard -> shard.parentShardId() == null)
                .map(Shard::shardId)
                .forEach(this::begin);
    }

    private synchronized void begin(String shard) {
        if (begun.add(shard)) {
            threads.execute(() -> readToEnd(shard));
        }
    }

    private void readToEnd(String shard) {
        String iterator = null;
        String last = null;
        while (!stopped) {
            try {
                if (iterator == null) {
                    iterator = iterator(shard, last);
                }
                GetRecordsResponse answer = get(iterator);
                for (Record each : answer.records()) {
                    took(shard, each);
                    last = each.sequenceNumber();
                }
                iterator = answer.nextShardIterator();
                if (iterator == null) {
                    endOf(shard, answer.childShards());
                    return;
                }
                if (answer.records().isEmpty()) {
                    Pause.millis(100);
                }
            } catch (SdkException e) {
                iterator = null;
                Pause.millis(200);
            }
        }
    }

    private GetRecordsResponse get(String iterator) {
        return kinesis.getRecords(request -> request.shardIterator(iterator));
    }

    private String iterator(String shard, String last) {
        return kinesis.getShardIterator(request -> request.streamName(stream)
                        .shardId(shard)
                        .shardIteratorType(
                                last == null ? ShardIteratorType.TRIM_HORIZON : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .startingSequenceNumber(last))
                .shardIterator();
    }

    private void took(String shard, Record each) {
        Acknowledged.Place place = new Acknowledged.Place(shard, each.sequenceNumber());
        String data = each.data().asUtf8String();
        if (read.put(place, data) != null) {
            faults.add(place + " was read twice");
        }
        places.computeIfAbsent(data, d -> new ConcurrentLinkedQueue<>()).add(place);
        order.computeIfAbsent(each.partitionKey(), k -> new ConcurrentLinkedQueue<>())
                .add(place);
    }

    private synchronized void endOf(String shard, List<ChildShard> children) {
        ended.add(shard);
        if (children.isEmpty()) {
            faults.add(shard + " ended without children");
        }
        for (ChildShard child : children) {
            if (ended.containsAll(child.parentShards())) {
                begin(child.shardId());
            }
        }
    }

    /** Waits until all of these have been read: records where they were said to be, strays wherever they were carried to. */
    void awaitAll(List<Acknowledged> acknowledged, List<String> strays, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline
                && !(missing(acknowledged).isEmpty() && strays.stream().allMatch(stray -> timesRead(stray) > 0))) {
            Pause.millis(200);
        }
    }

    int timesRead(String data) {
        Queue<Acknowledged.Place> all = places.get(data);
        return all == null ? 0 : all.size();
    }

    /** Those that were not read exactly where they were said to be. */
    List<Acknowledged> missing(List<Acknowledged> acknowledged) {
        return acknowledged.stream()
                .filter(each -> !(each.key() + "/" + each.counter()).equals(read.get(each.place())))
                .toList();
    }

    /** Those that were read before one of the same key that had been acknowledged earlier. */
    List<Acknowledged> outOfOrder(List<Acknowledged> acknowledged) {
        Map<String, Map<Acknowledged.Place, Integer>> positions = order.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> positions(entry.getValue())));
        List<Acknowledged> wrong = new ArrayList<>();
        acknowledged.stream().collect(Collectors.groupingBy(Acknowledged::key)).forEach((key, ofKey) -> {
            int before = -1;
            for (Acknowledged each : ofKey) {
                int position = positions.getOrDefault(key, Map.of()).getOrDefault(each.place(), -1);
                if (position >= 0 && position < before) {
                    wrong.add(each);
                }
                before = Math.max(before, position);
            }
        });
        return wrong;
    }

    private static Map<Acknowledged.Place, Integer> positions(Queue<Acknowledged.Place> inOrder) {
        Map<Acknowledged.Place, Integer> positions = new ConcurrentHashMap<>();
        inOrder.forEach(place -> positions.putIfAbsent(place, positions.size()));
        return positions;
    }

    /** Copies of records beyond the first. */
    long duplicates() {
        return places.values().stream().mapToLong(all -> all.size() - 1L).sum();
    }

    long count() {
        return read.size();
    }

    int shards() {
        synchronized (this) {
            return begun.size();
        }
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdown();
    }
}
