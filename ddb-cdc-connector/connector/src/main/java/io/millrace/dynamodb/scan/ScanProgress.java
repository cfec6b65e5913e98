package io.millrace.dynamodb.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.dynamodb.convert.DynamoDbJson;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where a scan is. Keys are of one number of segments only, so it is kept with them. Immutable.
 *
 * @param done segments that are at their end
 * @param keys of other segments, after which they go on; one without has not begun
 */
public record ScanProgress(int segments, Set<Integer> done, Map<Integer, String> keys) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public ScanProgress {
        done = Collections.unmodifiableSet(new TreeSet<>(done));
        keys = Collections.unmodifiableMap(new TreeMap<>(keys));
    }

    public static ScanProgress begin(int segments) {
        return new ScanProgress(segments, Set.of(), Map.of());
    }

    public boolean isComplete() {
        return done.size() == segments;
    }

    public List<Integer> open() {
        return IntStream.range(0, segments)
                .filter(segment -> !done.contains(segment))
                .boxed()
                .toList();
    }

    public Optional<Map<String, AttributeValue>> after(int segment) {
        return Optional.ofNullable(keys.get(segment)).map(DynamoDbJson::read);
    }

    /** A page of the segment has been taken; {@code last} is empty at the segment's end. */
    public ScanProgress taken(int segment, Optional<Map<String, AttributeValue>> last) {
        Set<Integer> nowDone = new TreeSet<>(done);
        Map<Integer, String> nowKeys = new TreeMap<>(keys);
        if (last.isPresent()) {
            nowKeys.put(segment, DynamoDbJson.write(last.get()));
        } else {
            nowKeys.remove(segment);
            nowDone.add(segment);
        }
        return new ScanProgress(segments, nowDone, nowKeys);
    }

    /** All pages of a round have been taken. */
    public ScanProgress taken(List<TableScan.Taken> round) {
        ScanProgress now = this;
        for (TableScan.Taken page : round) {
            now = now.taken(page.segment(), page.page().last());
        }
        return now;
    }

    public String toJson() {
        ObjectNode json = JSON.createObjectNode().put("segments", segments);
        var list = json.putArray("done");
        done.forEach(list::add);
        ObjectNode map = json.putObject("keys");
        keys.forEach((segment, key) -> map.put(segment.toString(), key));
        return json.toString();
    }

    public static ScanProgress fromJson(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            Set<Integer> done = new TreeSet<>();
            json.path("done").forEach(segment -> done.add(segment.intValue()));
            Map<Integer, String> keys = new TreeMap<>();
            json.path("keys")
                    .properties()
                    .forEach(key -> keys.put(
                            Integer.parseInt(key.getKey()), key.getValue().textValue()));
            return new ScanProgress(json.path("segments").intValue(), done, keys);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("where a scan is cannot be read: " + text, e);
        }
    }
}
