package io.millrace.dynamodb.convert;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Changes as records of a topic had them, from the layout that loses nothing. */
public final class EnvelopeReader {

    private EnvelopeReader() {}

    public static Change read(Struct key, Struct envelope) {
        ChangeKind kind = ChangeKind.ofOperation(envelope.getString("op"));
        Optional<Map<String, AttributeValue>> before = image(envelope.getString("before"));
        Optional<Map<String, AttributeValue>> after = image(envelope.getString("after"));
        Struct source = envelope.getStruct("source");
        Optional<StreamOrigin> origin = origin(source);
        return new Change(
                kind,
                keys(key, after.or(() -> before).orElseThrow()),
                after.filter(item -> origin.map(StreamOrigin::hasNewImages).orElse(true)),
                before.filter(item -> origin.map(StreamOrigin::hasOldImages).orElse(true)),
                created(source),
                origin);
    }

    private static Optional<Map<String, AttributeValue>> image(String text) {
        return Optional.ofNullable(text).map(DynamoDbJson::read);
    }

    /** The record's key has no types; each image has at least the keys. */
    private static Map<String, AttributeValue> keys(Struct key, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> keys = new LinkedHashMap<>();
        for (Field field : key.schema().fields()) {
            keys.put(field.name(), item.get(field.name()));
        }
        return keys;
    }

    private static Instant created(Struct source) {
        long nanos = source.getInt64("ts_ns");
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    private static Optional<StreamOrigin> origin(Struct source) {
        if (source.getString(SourceFields.SEQUENCE_NUMBER) == null) {
            return Optional.empty();
        }
        return Optional.of(new StreamOrigin(
                source.getString(SourceFields.SHARD_ID),
                source.getString(SourceFields.SEQUENCE_NUMBER),
                source.getString(SourceFields.EVENT_ID),
                source.getString(SourceFields.EVENT_VERSION),
                source.getString(SourceFields.AWS_REGION),
                source.getString(SourceFields.VIEW_TYPE),
                source.getInt64(SourceFields.SIZE_BYTES),
                Optional.ofNullable(source.getString(SourceFields.IDENTITY_TYPE))
                        .map(type ->
                                new StreamOrigin.Identity(type, source.getString(SourceFields.IDENTITY_PRINCIPAL)))));
    }
}
