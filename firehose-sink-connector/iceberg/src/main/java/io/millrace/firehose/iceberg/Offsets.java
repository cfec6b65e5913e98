package io.millrace.firehose.iceberg;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;

/**
 * What a table has of a delivery stream, by partition ({@code topic-partition}). Each snapshot of ours has all of it in its summary, as
 * {@code {"orders-3":["120.0"]}}: the place before which all is delivered, then the pairs of places between which something was given up.
 */
record Offsets(Map<String, Delivered> partitions) {

    static final Offsets NONE = new Offsets(Map.of());

    private static final JsonMapper JSON = new JsonMapper();

    Offsets {
        partitions = Map.copyOf(partitions);
    }

    /** The property of a snapshot's summary. */
    static String property(String stream) {
        return "millrace.firehose." + stream + ".offsets";
    }

    /** @param snapshots from the newest to the oldest; others' lie between ours */
    static Offsets of(Iterable<Snapshot> snapshots, String stream) {
        for (Snapshot snapshot : snapshots) {
            String text = snapshot.summary() == null ? null : snapshot.summary().get(property(stream));
            if (text != null) {
                return parse(text);
            }
        }
        return NONE;
    }

    Delivered of(String partition) {
        return partitions.getOrDefault(partition, Delivered.NOTHING);
    }

    Offsets with(String partition, Delivered delivered) {
        Map<String, Delivered> changed = new HashMap<>(partitions);
        changed.put(partition, delivered);
        return new Offsets(changed);
    }

    static Offsets parse(String text) {
        try {
            Map<String, Delivered> partitions = new HashMap<>();
            JSON.readValue(text, new TypeReference<Map<String, List<String>>>() {})
                    .forEach((partition, places) -> partitions.put(partition, delivered(places)));
            return new Offsets(partitions);
        } catch (IOException e) {
            throw new UncheckedIOException("a snapshot's summary has no offsets that can be read: " + text, e);
        }
    }

    String format() {
        Map<String, List<String>> places = new TreeMap<>();
        partitions.forEach((partition, delivered) -> {
            List<String> ofPartition = new ArrayList<>();
            ofPartition.add(delivered.before().toString());
            for (Delivered.Range range : delivered.givenUp()) {
                ofPartition.add(range.from().toString());
                ofPartition.add(range.to().toString());
            }
            places.put(partition, ofPartition);
        });
        try {
            return JSON.writeValueAsString(places);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Delivered delivered(List<String> places) {
        List<Delivered.Range> givenUp = new ArrayList<>();
        for (int i = 1; i + 1 < places.size(); i += 2) {
            givenUp.add(new Delivered.Range(Position.parse(places.get(i)), Position.parse(places.get(i + 1))));
        }
        return new Delivered(Position.parse(places.get(0)), givenUp);
    }
}
