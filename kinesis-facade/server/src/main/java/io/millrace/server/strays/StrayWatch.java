package io.millrace.server.strays;

import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kafka.StrayBatch;
import io.millrace.server.kafka.StrayPositions;
import io.millrace.server.kafka.StrayReader;
import io.millrace.server.kafka.StreamPartition;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The partitions where strays can land, of the streams that are this node's turn, and how far each has been carried on. */
final class StrayWatch {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final StrayReader reader;
    private final StrayPositions known;

    /** Up to where everything was carried on, in every partition that has gaps. */
    private final Map<StreamPartition, Long> positions = new HashMap<>();

    /** What of that is committed. */
    private final Map<StreamPartition, Long> recorded = new HashMap<>();

    private final Set<StreamPartition> toRecord = new HashSet<>();

    /** The streams of which that is known for sure, by incarnation. */
    private final Set<String> verified = new HashSet<>();

    private Set<StreamPartition> watched = Set.of();
    private List<StreamImage> followed = List.of();
    private boolean moved;

    StrayWatch(StrayReader reader, StrayPositions known) {
        this.reader = reader;
        this.known = known;
    }

    /** Watches the gaps of these streams as they are now, and nothing else. */
    void follow(List<StreamImage> streams) {
        if (streams.equals(followed) && !moved) {
            return;
        }
        Map<StreamPartition, Gaps> gaps = new HashMap<>();
        for (StreamImage stream : streams) {
            // Those of forgotten shards, and those that somebody added, the catalog does not tell.
            int partitions = reader.partitionCount(stream.fact().name());
            Gaps.of(stream, partitions).forEach((partition, own) -> gaps.put(at(stream, partition), own));
        }
        lookUp(gaps);
        Set<StreamPartition> wanted = new HashSet<>();
        Map<StreamPartition, Long> placed = new HashMap<>();
        gaps.forEach((partition, own) -> {
            OptionalLong from = own.from(positions.get(partition));
            if (from.isPresent() && !own.isPrepared()) {
                wanted.add(partition);
                if (from.getAsLong() != positions.get(partition) || !watched.contains(partition)) {
                    placed.put(partition, from.getAsLong());
                }
            }
        });
        if (!wanted.equals(watched)) {
            reader.watch(wanted);
            watched = wanted;
        }
        placed.forEach((partition, from) -> {
            reader.seek(partition, from);
            reached(partition, from);
        });
        followed = streams;
        moved = false;
    }

    private void lookUp(Map<StreamPartition, Gaps> gaps) {
        forgetAllBut(gaps.keySet());
        Set<StreamPartition> unknown = gaps.keySet().stream()
                .filter(partition -> !positions.containsKey(partition))
                .collect(Collectors.toSet());
        // Not waiting for transactions: that of a node that died may be open for long, and to take the stream ends it.
        Map<StreamPartition, Long> carried = await(known.last(unknown));
        recorded.putAll(carried);
        unknown.forEach(partition -> {
            Long position = carried.get(partition);
            positions.put(partition, position == null ? gaps.get(partition).begin() : position);
            if (position == null) {
                toRecord.add(partition);
            }
            verified.remove(partition.incarnation());
        });
    }

    private void forgetAllBut(Set<StreamPartition> kept) {
        positions.keySet().retainAll(kept);
        recorded.keySet().retainAll(kept);
        toRecord.retainAll(kept);
        if (!kept.containsAll(watched)) {
            watched = watched.stream().filter(kept::contains).collect(Collectors.toSet());
            reader.watch(watched);
        }
    }

    /** Everything about the stream is looked up again, and what was read of it and not carried on is read again. */
    void forget(String incarnation) {
        forgetAllBut(positions.keySet().stream()
                .filter(partition -> !partition.incarnation().equals(incarnation))
                .collect(Collectors.toSet()));
        verified.remove(incarnation);
        moved = true;
    }

    /** Nothing is watched, and there is nothing to tell. */
    boolean isIdle() {
        return watched.isEmpty() && toRecord.isEmpty();
    }

    /** What is new, by the incarnation of its stream; nothing for those of which only positions are to be committed. */
    Map<String, List<StrayBatch>> poll(Duration patience) {
        Duration wait = toRecord.isEmpty() ? patience : Duration.ZERO;
        Map<String, List<StrayBatch>> found = watched.isEmpty()
                ? new HashMap<>()
                : reader.poll(wait).stream()
                        .collect(
                                Collectors.groupingBy(batch -> batch.partition().incarnation()));
        toRecord.forEach(partition -> found.putIfAbsent(partition.incarnation(), List.of()));
        return found;
    }

    /** What is to be committed without anything having been read. */
    Map<StreamPartition, Long> toRecord(String incarnation) {
        return toRecord.stream()
                .filter(partition -> partition.incarnation().equals(incarnation))
                .collect(Collectors.toMap(partition -> partition, positions::get));
    }

    /** Has everything committed again: Kafka forgets positions that nobody commits for days. */
    void recordAllAgain() {
        toRecord.addAll(positions.keySet());
    }

    private void reached(StreamPartition partition, long position) {
        positions.put(partition, position);
        if (!Long.valueOf(position).equals(recorded.get(partition))) {
            toRecord.add(partition);
        }
    }

    /** The stream has just been taken: others may have carried on from it until now. */
    void taken(String incarnation) {
        verified.remove(incarnation);
    }

    /**
     * Whether all that was carried on is known here. Asked once the stream has been taken, as then nobody else can.
     * A transaction that was committed a moment ago, also one of this node, may not show before.
     */
    boolean isUpToDate(String incarnation) {
        if (verified.contains(incarnation)) {
            return true;
        }
        Set<StreamPartition> all = positions.keySet().stream()
                .filter(partition -> partition.incarnation().equals(incarnation))
                .collect(Collectors.toSet());
        Map<StreamPartition, Long> expected = recorded.entrySet().stream()
                .filter(entry -> all.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return await(known.settled(all)).equals(expected) && verified.add(incarnation);
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("positions of strays cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void recorded(Map<StreamPartition, Long> committed) {
        positions.putAll(committed);
        recorded.putAll(committed);
        toRecord.removeAll(committed.keySet());
        // An open shard may begin here, or a closed one that is not to be read.
        moved = true;
    }

    private static StreamPartition at(StreamImage stream, int partition) {
        return new StreamPartition(stream.fact().name(), stream.fact().incarnation(), partition);
    }
}
