package io.millrace.server.strays;

import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kafka.StrayBatch;
import io.millrace.server.kafka.StrayReader;
import io.millrace.server.kafka.StreamPartition;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** The partitions where strays can land, of the streams that are this node's turn, and how far each has been carried on. */
final class StrayWatch {

    private final StrayReader reader;

    /** Up to where everything was carried on, in every partition that has gaps. */
    private final Map<StreamPartition, Long> positions = new HashMap<>();

    /** What of that is committed. */
    private final Map<StreamPartition, Long> recorded = new HashMap<>();

    private final Set<StreamPartition> toRecord = new HashSet<>();
    private Set<StreamPartition> watched = Set.of();
    private List<StreamImage> followed = List.of();
    private boolean moved;

    StrayWatch(StrayReader reader) {
        this.reader = reader;
    }

    /** Watches the gaps of these streams as they are now, and nothing else. */
    void follow(List<StreamImage> streams) {
        if (streams.equals(followed) && !moved) {
            return;
        }
        Map<StreamPartition, Gaps> gaps = new HashMap<>();
        for (StreamImage stream : streams) {
            int partitions = Gaps.hasForgottenShards(stream)
                    ? reader.partitionCount(stream.fact().name())
                    : 0;
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
        Map<StreamPartition, Long> carried = reader.carried(unknown);
        recorded.putAll(carried);
        unknown.forEach(partition -> {
            Long known = carried.get(partition);
            positions.put(partition, known == null ? gaps.get(partition).begin() : known);
            if (known == null) {
                toRecord.add(partition);
            }
        });
    }

    private void forgetAllBut(Set<StreamPartition> known) {
        positions.keySet().retainAll(known);
        recorded.keySet().retainAll(known);
        toRecord.retainAll(known);
        if (!known.containsAll(watched)) {
            watched = watched.stream().filter(known::contains).collect(Collectors.toSet());
            reader.watch(watched);
        }
    }

    /** Everything about the stream is looked up again, and what was read of it and not carried on is read again. */
    void forget(String incarnation) {
        forgetAllBut(positions.keySet().stream()
                .filter(partition -> !partition.incarnation().equals(incarnation))
                .collect(Collectors.toSet()));
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

    /** Whether nobody has carried anything on but what is known here. Asked once the stream has been taken. */
    boolean isUpToDate(String incarnation) {
        Set<StreamPartition> all = positions.keySet().stream()
                .filter(partition -> partition.incarnation().equals(incarnation))
                .collect(Collectors.toSet());
        Map<StreamPartition, Long> known = recorded.entrySet().stream()
                .filter(entry -> all.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return reader.carried(all).equals(known);
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
