package io.millrace.dynamodb.streaming;

import io.millrace.dynamodb.client.ReadFault;
import io.millrace.dynamodb.client.RecordPage;
import io.millrace.dynamodb.client.ShardPage;
import io.millrace.dynamodb.client.StreamReads;
import io.millrace.dynamodb.lineage.Position;
import io.millrace.dynamodb.lineage.Shard;
import io.millrace.dynamodb.lineage.ShardId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** A stream that does what real ones do seldom. An iterator is {@code shard/how many are read}. */
final class ScriptedStream implements StreamReads {

    private final List<Shard> shards = new ArrayList<>();
    private final Map<ShardId, List<String>> records = new HashMap<>();
    private final Set<ShardId> closed = new HashSet<>();
    private final Deque<ReadFault.Kind> readFaults = new ArrayDeque<>();
    private final Deque<ReadFault.Kind> listingFaults = new ArrayDeque<>();
    private final List<String> iterators = new ArrayList<>();
    private int listings;
    private long recordBytes = 100;

    synchronized void shard(Shard shard, String... sequenceNumbers) {
        shards.add(shard);
        records.put(shard.id(), new ArrayList<>(List.of(sequenceNumbers)));
    }

    synchronized void append(String shard, String sequenceNumber) {
        records.get(new ShardId(shard)).add(sequenceNumber);
    }

    /** As the service counts, of each record. */
    synchronized void recordsHave(long bytes) {
        recordBytes = bytes;
    }

    synchronized void close(String shard) {
        closed.add(new ShardId(shard));
    }

    synchronized void failReads(ReadFault.Kind... kinds) {
        readFaults.addAll(List.of(kinds));
    }

    synchronized void failListings(ReadFault.Kind... kinds) {
        listingFaults.addAll(List.of(kinds));
    }

    /** Where iterators were asked for, such as {@code a after 3}. */
    synchronized List<String> iterators() {
        return List.copyOf(iterators);
    }

    synchronized int listings() {
        return listings;
    }

    /** One shard a page. */
    @Override
    public synchronized ShardPage shards(String streamArn, Optional<ShardId> after) {
        listings++;
        fail(listingFaults);
        int index = after.map(last -> shards.stream().map(Shard::id).toList().indexOf(last) + 1)
                .orElse(0);
        Shard shard = shards.get(index);
        return new ShardPage(
                List.of(shard), index + 1 < shards.size() ? Optional.of(shard.id()) : Optional.empty(), true);
    }

    @Override
    public synchronized String iterator(String streamArn, ShardId shard, Position position) {
        int next = 0;
        if (position instanceof Position.After after) {
            iterators.add(shard + " after " + after.sequenceNumber());
            next = records.get(shard).indexOf(after.sequenceNumber().digits()) + 1;
        } else {
            iterators.add(shard + " from its beginning");
        }
        return shard + "/" + next;
    }

    @Override
    public synchronized RecordPage records(String iterator) {
        fail(readFaults);
        int slash = iterator.indexOf('/');
        ShardId shard = new ShardId(iterator.substring(0, slash));
        int next = Integer.parseInt(iterator.substring(slash + 1));
        List<String> all = records.get(shard);
        if (next < all.size()) {
            return new RecordPage(List.of(record(all.get(next), recordBytes)), Optional.of(shard + "/" + (next + 1)));
        }
        return new RecordPage(List.of(), closed.contains(shard) ? Optional.empty() : Optional.of(iterator));
    }

    private static void fail(Deque<ReadFault.Kind> faults) {
        if (!faults.isEmpty()) {
            throw new ReadFault(faults.remove(), new IllegalStateException("as it was scripted"));
        }
    }

    private static Record record(String sequenceNumber, long bytes) {
        return Record.builder()
                .dynamodb(body -> body.sequenceNumber(sequenceNumber).sizeBytes(bytes))
                .build();
    }
}
