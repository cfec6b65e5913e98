package io.millrace.dynamodb.sink;

import io.debezium.data.Envelope.FieldName;
import io.millrace.dynamodb.convert.ChangeKind;
import io.millrace.dynamodb.convert.DynamoDbJson;
import io.millrace.dynamodb.convert.SourceFields;
import io.millrace.dynamodb.convert.StructReader;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records' values, as structures or, where a converter knows no schemas, as maps. */
final class ChangeReader {

    private ChangeReader() {}

    /** @throws IllegalArgumentException if it is no change of a table */
    static SourceChange read(Object value) {
        if (!(value instanceof Struct || value instanceof Map)) {
            throw new IllegalArgumentException(
                    "the value is no envelope: the source's value.layout must be dynamodb_json or"
                            + " struct, and the converter the one that it was written with");
        }
        Object source = field(value, FieldName.SOURCE);
        String op = text(value, FieldName.OPERATION);
        if (op == null || source == null) {
            throw new IllegalArgumentException("the value is no envelope: it has no op and source");
        }
        ChangeKind kind = ChangeKind.ofOperation(op);
        Optional<String> view = Optional.ofNullable(text(source, SourceFields.VIEW_TYPE));
        if (kind != ChangeKind.REMOVE && view.isPresent() && !view.get().startsWith("NEW_")) {
            throw new IllegalArgumentException("the source's stream shows " + view.get()
                    + ", and a replica needs what items are: NEW_AND_OLD_IMAGES or NEW_IMAGE");
        }
        String table = needed(source, SourceFields.TABLE);
        Optional<String> streamArn = Optional.ofNullable(text(source, SourceFields.STREAM_ARN));
        return new SourceChange(
                kind,
                table,
                needed(source, "name") + "." + table,
                streamArn,
                Position.of(
                        streamArn,
                        Optional.ofNullable(text(source, SourceFields.SEQUENCE_NUMBER)),
                        Instant.ofEpochMilli(((Number) field(source, "ts_ms")).longValue())),
                Boolean.TRUE.equals(field(source, SourceFields.TTL)),
                kind == ChangeKind.REMOVE ? Optional.empty() : image(value, FieldName.AFTER),
                image(value, FieldName.BEFORE),
                view.isPresent() && view.get().endsWith("OLD_IMAGES"));
    }

    private static Optional<Map<String, AttributeValue>> image(Object envelope, String which) {
        Object image = field(envelope, which);
        if (image == null) {
            return Optional.empty();
        }
        if (image instanceof String json) {
            return Optional.of(DynamoDbJson.read(json));
        }
        if (image instanceof Struct struct) {
            return Optional.of(StructReader.item(struct));
        }
        throw new IllegalArgumentException(
                "the layout struct needs a converter that keeps schemas: without them numbers and"
                        + " texts cannot be told apart");
    }

    private static String needed(Object container, String name) {
        String text = text(container, name);
        if (text == null) {
            throw new IllegalArgumentException("the envelope's source has no " + name);
        }
        return text;
    }

    private static @Nullable String text(Object container, String name) {
        return (String) field(container, name);
    }

    private static @Nullable Object field(Object container, String name) {
        if (container instanceof Struct struct) {
            return struct.schema().field(name) == null ? null : struct.get(name);
        }
        return container instanceof Map<?, ?> map ? map.get(name) : null;
    }
}
