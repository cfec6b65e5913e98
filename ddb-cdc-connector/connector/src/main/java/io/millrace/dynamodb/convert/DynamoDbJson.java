package io.millrace.dynamodb.convert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items as the DynamoDB API writes them: {@code {"id":{"N":"1"},"tags":{"SS":["a"]}}}. Nothing is lost: types, sets, 38 digits,
 * bytes. See https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html.
 */
public final class DynamoDbJson {

    /** Of an attribute, in bytes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html. */
    private static final int LONGEST_NAME = 64 * 1024;

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNameLength(LONGEST_NAME).build())
            .build());

    private DynamoDbJson() {}

    public static String write(Map<String, AttributeValue> item) {
        return text(generator -> writeItem(generator, item));
    }

    public static String write(AttributeValue value) {
        return text(generator -> writeValue(generator, value));
    }

    /** What writes itself. */
    private interface Written {

        void to(JsonGenerator generator) throws IOException;
    }

    /** In buffers that the thread keeps. */
    private static String text(Written written) {
        BufferRecycler buffers = FACTORY._getBufferRecycler();
        try (SegmentedStringWriter text = new SegmentedStringWriter(buffers)) {
            try (JsonGenerator generator = FACTORY.createGenerator(text)) {
                written.to(generator);
            }
            return text.getAndClear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            buffers.releaseToPool();
        }
    }

    static void writeItem(JsonGenerator generator, Map<String, AttributeValue> item) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            generator.writeFieldName(attribute.getKey());
            writeValue(generator, attribute.getValue());
        }
        generator.writeEndObject();
    }

    private static void writeValue(JsonGenerator generator, AttributeValue value) throws IOException {
        generator.writeStartObject();
        switch (value.type()) {
            case S -> generator.writeStringField("S", value.s());
            case N -> generator.writeStringField("N", value.n());
            case B -> generator.writeBinaryField("B", value.b().asByteArrayUnsafe());
            case BOOL -> generator.writeBooleanField("BOOL", value.bool());
            case NUL -> generator.writeBooleanField("NULL", true);
            case SS -> writeTexts(generator, "SS", value.ss());
            case NS -> writeTexts(generator, "NS", value.ns());
            case BS -> {
                generator.writeArrayFieldStart("BS");
                for (SdkBytes bytes : value.bs()) {
                    generator.writeBinary(bytes.asByteArrayUnsafe());
                }
                generator.writeEndArray();
            }
            case L -> {
                generator.writeArrayFieldStart("L");
                for (AttributeValue element : value.l()) {
                    writeValue(generator, element);
                }
                generator.writeEndArray();
            }
            case M -> {
                generator.writeFieldName("M");
                writeItem(generator, value.m());
            }
            default ->
                throw new IllegalArgumentException(
                        "a value of a type that this version does not know: " + value.type());
        }
        generator.writeEndObject();
    }

    private static void writeTexts(JsonGenerator generator, String type, List<String> texts) throws IOException {
        generator.writeArrayFieldStart(type);
        for (String text : texts) {
            generator.writeString(text);
        }
        generator.writeEndArray();
    }

    public static Map<String, AttributeValue> read(String text) {
        try {
            return item(JSON.readTree(text));
        } catch (IOException e) {
            throw new IllegalArgumentException("an item in DynamoDB's JSON was expected", e);
        }
    }

    /** One value, such as {@code {"N":"1"}}. */
    static AttributeValue readValue(String text) {
        try {
            return value(JSON.readTree(text));
        } catch (IOException e) {
            throw new IllegalArgumentException("a value in DynamoDB's JSON was expected", e);
        }
    }

    private static Map<String, AttributeValue> item(JsonNode node) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        node.properties().forEach(attribute -> item.put(attribute.getKey(), value(attribute.getValue())));
        return item;
    }

    private static AttributeValue value(JsonNode node) {
        if (node.size() != 1) {
            throw new IllegalArgumentException("a value has one type, not " + node.size());
        }
        Map.Entry<String, JsonNode> typed = node.properties().iterator().next();
        JsonNode content = typed.getValue();
        return switch (typed.getKey()) {
            case "S" -> AttributeValue.fromS(content.textValue());
            case "N" -> AttributeValue.fromN(content.textValue());
            case "B" -> AttributeValue.fromB(bytes(content));
            case "BOOL" -> AttributeValue.fromBool(content.booleanValue());
            case "NULL" -> AttributeValue.fromNul(true);
            case "SS" -> AttributeValue.fromSs(texts(content));
            case "NS" -> AttributeValue.fromNs(texts(content));
            case "BS" -> {
                List<SdkBytes> all = new ArrayList<>();
                content.forEach(element -> all.add(bytes(element)));
                yield AttributeValue.fromBs(all);
            }
            case "L" -> {
                List<AttributeValue> all = new ArrayList<>();
                content.forEach(element -> all.add(value(element)));
                yield AttributeValue.fromL(all);
            }
            case "M" -> AttributeValue.fromM(item(content));
            default -> throw new IllegalArgumentException("no type of DynamoDB: " + typed.getKey());
        };
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.textValue()));
        return texts;
    }

    private static SdkBytes bytes(JsonNode node) {
        try {
            return SdkBytes.fromByteArrayUnsafe(node.binaryValue());
        } catch (IOException e) {
            throw new IllegalArgumentException("bytes are written in base64", e);
        }
    }
}
