package io.millrace.firehose.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Writes Connect's values as JSON: by their classes, and by their schema where a class says too little. */
final class ConnectJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final JsonGenerator json;

    private ConnectJson(JsonGenerator json) {
        this.json = json;
    }

    static byte[] write(@Nullable Schema schema, Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            new ConnectJson(json).value(schema, value);
        } catch (IOException | ClassCastException e) {
            throw new DataException("The record's value cannot be written as JSON: " + e.getMessage(), e);
        }
        return out.toByteArray();
    }

    /** What is between position and limit, which stay where they are. */
    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private void value(@Nullable Schema schema, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Struct struct) {
            struct(struct);
        } else if (value instanceof Map<?, ?> map) {
            map(schema, map);
        } else if (value instanceof Collection<?> list) {
            list(schema, list);
        } else {
            scalar(schema, value);
        }
    }

    private void struct(Struct struct) throws IOException {
        json.writeStartObject();
        for (Field field : struct.schema().fields()) {
            json.writeFieldName(field.name());
            value(field.schema(), of(struct, field));
        }
        json.writeEndObject();
    }

    /** A null that may be there is one; the default stands for one that may not. */
    private static @Nullable Object of(Struct struct, Field field) {
        Object value = struct.getWithoutDefault(field.name());
        return value == null && !field.schema().isOptional() ? field.schema().defaultValue() : value;
    }

    private void map(@Nullable Schema schema, Map<?, ?> map) throws IOException {
        Schema keys = schema == null ? null : schema.keySchema();
        Schema values = schema == null ? null : schema.valueSchema();
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(key(keys, entry.getKey()));
            value(values, entry.getValue());
        }
        json.writeEndObject();
    }

    private static String key(@Nullable Schema schema, @Nullable Object key) {
        if (key instanceof String || key instanceof Number || key instanceof Boolean) {
            return key.toString();
        }
        if (key instanceof java.util.Date date) {
            return time(schema, date);
        }
        throw new DataException("A key of a map in JSON is a text, and this is none: "
                + (key == null ? "null" : key.getClass().getName()));
    }

    private void list(@Nullable Schema schema, Collection<?> list) throws IOException {
        Schema elements = schema == null ? null : schema.valueSchema();
        json.writeStartArray();
        for (Object each : list) {
            value(elements, each);
        }
        json.writeEndArray();
    }

    private void scalar(@Nullable Schema schema, Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else if (value instanceof ByteBuffer buffer) {
            json.writeBinary(bytes(buffer));
        } else if (value instanceof java.util.Date date) {
            json.writeString(time(schema, date));
        } else {
            throw new DataException(
                    "No form in JSON for a value of class " + value.getClass().getName());
        }
    }

    private void number(Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (number instanceof Double real) {
            json.writeNumber(real);
        } else if (number instanceof Float real) {
            json.writeNumber(real);
        } else if (number instanceof BigInteger integer) {
            json.writeNumber(integer);
        } else {
            json.writeNumber(number.longValue());
        }
    }

    /** Connect has one class for dates, times of day and timestamps, all of them in UTC. */
    private static String time(@Nullable Schema schema, java.util.Date date) {
        String name = schema == null || schema.name() == null ? "" : schema.name();
        return switch (name) {
            case Date.LOGICAL_NAME ->
                date.toInstant().atOffset(ZoneOffset.UTC).toLocalDate().toString();
            case Time.LOGICAL_NAME -> {
                LocalTime time = date.toInstant().atOffset(ZoneOffset.UTC).toLocalTime();
                yield DateTimeFormatter.ISO_LOCAL_TIME.format(time);
            }
            default -> date.toInstant().toString();
        };
    }
}
