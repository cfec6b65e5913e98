package io.millrace.server.reshard.simulation;

import io.millrace.mapping.HashKey;
import io.millrace.mapping.Shard;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.server.kinesis.records.SimulatedPuts.Acknowledged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads all as a client does that follows the lineage of shards, and compares it with what was promised. */
final class Guarantees {

    private final StreamImage stream;
    private final ShardTopic topic;
    private final Ledger ledger;
    private final List<String> violations = new ArrayList<>();

    private record Place(long shard, long offset) {}

    Guarantees(StreamImage stream, ShardTopic topic, Ledger ledger) {
        this.stream = stream;
        this.topic = topic;
        this.ledger = ledger;
    }

    List<String> violations(List<Writer> writers) {
        ledger.promises().forEach(this::checkIsThere);
        for (int i = 0; i < writers.size(); i++) {
            checkOrder(i, writers.get(i).key());
        }
        return violations;
    }

    /** G1. */
    private void checkIsThere(Ledger.Promise promise) {
        Acknowledged where = promise.where();
        Shard shard = stream.allShards().get(where.shard().id());
        if (shard == null || shard.partition() != where.shard().partition()) {
            violations.add("G1: " + promise + " is in a shard that is not there: " + shard);
        } else if (where.offset() < shard.firstOffset() || where.offset() >= end(shard)) {
            violations.add("G1: " + promise.message() + " was acknowledged at " + where.offset() + " of shard "
                    + shard.id().number() + ", which is read from " + shard.firstOffset() + " to " + end(shard));
        } else if (!topic.partition(shard.partition()).at(where.offset()).equals(promise.message())) {
            violations.add("G1: another record is read where " + promise + " was acknowledged");
        }
    }

    /** Records of before an acknowledgement that was heard are read before those that were sent after it (G2). */
    private void checkOrder(int writer, HashKey key) {
        Map<Integer, Acknowledged> heard = ledger.heardBy(writer);
        Map<Place, Integer> positions = new HashMap<>();
        Map<Integer, Integer> firstRead = new HashMap<>();
        int position = 0;
        for (Shard shard : stream.allShards().values()) {
            if (shard.state() == Shard.State.PREPARED || !shard.range().contains(key)) {
                continue;
            }
            for (long offset = shard.firstOffset(); offset < end(shard); offset++) {
                Message message = topic.partition(shard.partition()).at(offset);
                if (message.writer() == writer) {
                    positions.put(new Place(shard.id().number(), offset), position);
                    firstRead.putIfAbsent(message.number(), position);
                }
                position++;
            }
        }
        heard.forEach((number, where) -> {
            Integer read = positions.get(new Place(where.shard().id().number(), where.offset()));
            Integer next = firstRead.get(number + 1);
            if (read != null && next != null && next < read) {
                violations.add("G2: w" + writer + "#" + (number + 1) + " is read before w" + writer + "#" + number
                        + ", which was acknowledged before it was sent");
            }
        });
    }

    private long end(Shard shard) {
        long logEnd = topic.partition(shard.partition()).end();
        return shard.closed().map(Shard.Closing::endOffset).orElse(logEnd);
    }
}
