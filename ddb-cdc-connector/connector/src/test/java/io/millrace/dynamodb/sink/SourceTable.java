package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.convert.DynamoDbJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table, and the values of its topic's records as the converter of JSON without schemas gives them. */
final class SourceTable {

    static final String TOPIC = "a.orders";

    private static final String STREAM =
            "arn:aws:dynamodb:eu-west-1:000000000000:table/orders/stream/2026-01-01T00:00:%02d.000";

    private final String prefix;
    private final String table;
    private final Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
    private final List<Map<String, Object>> changes = new ArrayList<>();
    private String stream = STREAM.formatted(0);
    private Instant now = Instant.parse("2026-01-01T10:00:00Z");
    private long sequence = 99_900;

    SourceTable(String prefix) {
        this(prefix, "orders");
    }

    SourceTable(String prefix, String table) {
        this.prefix = prefix;
        this.table = table;
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    /** Turned off and on: sequence numbers begin anew. */
    void newStream(int number) {
        stream = STREAM.formatted(number);
        sequence = 1;
    }

    void put(String id, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.put("id", AttributeValue.fromS(id));
        Map<String, AttributeValue> old = items.put(id, item);
        if (!item.equals(old)) {
            changed(old, item);
        }
    }

    void put(String id, int version) {
        put(id, Map.of("version", AttributeValue.fromN(Integer.toString(version))));
    }

    void delete(String id) {
        Map<String, AttributeValue> old = items.remove(id);
        if (old != null) {
            changed(old, null);
        }
    }

    /** As somebody else did it. */
    void changed(@Nullable Map<String, AttributeValue> old, @Nullable Map<String, AttributeValue> item) {
        changes.add(change(item == null ? "d" : old == null ? "c" : "u", old, item));
    }

    Map<String, Map<String, AttributeValue>> items() {
        return items;
    }

    /** Of its stream, in their order. */
    List<Map<String, Object>> changes() {
        return changes;
    }

    Map<String, Object> lastChange() {
        return changes.get(changes.size() - 1);
    }

    /** An item as a scan shows it. */
    Map<String, Object> scanned(String id, Instant began) {
        Map<String, Object> source = source();
        source.put("ts_ms", began.toEpochMilli());
        return envelope("r", null, items.get(id), source);
    }

    Instant now() {
        return now;
    }

    private Map<String, Object> change(
            String op, @Nullable Map<String, AttributeValue> old, @Nullable Map<String, AttributeValue> item) {
        Map<String, Object> source = source();
        // rounded to seconds, as the service's
        source.put("ts_ms", now.getEpochSecond() * 1000);
        source.put("sequence_number", String.format("%021d", ++sequence));
        source.put("shard_id", "shardId-1");
        source.put("stream_view_type", "NEW_AND_OLD_IMAGES");
        return envelope(op, old, item, source);
    }

    private Map<String, Object> source() {
        return new HashMap<>(Map.of("name", prefix, "table", table, "stream_arn", stream, "ttl", false));
    }

    private static Map<String, Object> envelope(
            String op,
            @Nullable Map<String, AttributeValue> old,
            @Nullable Map<String, AttributeValue> item,
            Map<String, Object> source) {
        Map<String, Object> envelope = new HashMap<>();
        envelope.put("op", op);
        envelope.put("before", old == null ? null : DynamoDbJson.write(old));
        envelope.put("after", item == null ? null : DynamoDbJson.write(item));
        envelope.put("source", source);
        return envelope;
    }

    static SinkRecord record(long offset, @Nullable Object value) {
        return new SinkRecord(TOPIC, 0, null, null, null, value, offset);
    }
}
