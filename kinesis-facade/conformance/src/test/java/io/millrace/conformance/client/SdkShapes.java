package io.millrace.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Turns neutral JSON into the SDK's objects and back, by the shapes that the SDK's objects tell of themselves. */
final class SdkShapes {

    private SdkShapes() {}

    /** Sets what the JSON has on a builder of the SDK, and builds. */
    static Object build(SdkPojo builder, ObjectNode json) {
        Map<String, SdkField<?>> fields = new LinkedHashMap<>();
        builder.sdkFields().forEach(field -> fields.put(field.locationName(), field));
        json.fields().forEachRemaining(member -> {
            SdkField<?> field = fields.get(member.getKey());
            if (field == null) {
                throw new ClientCannot("AWS SDK for Java", "no member " + member.getKey());
            }
            field.set(builder, toSdk(field, member.getValue()));
        });
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private static Object toSdk(SdkField<?> field, JsonNode value) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        return switch (type) {
            case STRING -> value.textValue();
            case INTEGER -> value.intValue();
            case LONG -> value.longValue();
            case BOOLEAN -> value.booleanValue();
            case INSTANT -> Instant.parse(value.textValue());
            case SDK_BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(value.textValue()));
            case SDK_POJO -> build(field.constructor().get(), (ObjectNode) value);
            case LIST -> {
                SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
                List<Object> list = new ArrayList<>();
                value.forEach(item -> list.add(toSdk(element, item)));
                yield list;
            }
            case MAP -> {
                SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
                Map<String, Object> map = new LinkedHashMap<>();
                value.fields().forEachRemaining(entry -> map.put(entry.getKey(), toSdk(element, entry.getValue())));
                yield map;
            }
            default -> throw new IllegalArgumentException("no such type in Kinesis: " + type);
        };
    }

    /** What the SDK's object holds; members that were not in the answer are left out. */
    static ObjectNode read(SdkPojo pojo) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            @Nullable Object value = field.getValueOrDefault(pojo);
            if (value != null
                    && !"software.amazon.awssdk.core.util.DefaultSdkAutoConstructList"
                            .equals(value.getClass().getName())) {
                json.set(field.locationName(), toJson(value));
            }
        }
        return json;
    }

    private static JsonNode toJson(Object value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (value instanceof SdkPojo pojo) {
            return read(pojo);
        } else if (value instanceof SdkBytes bytes) {
            return json.textNode(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
        } else if (value instanceof List<?> list) {
            ArrayNode array = json.arrayNode();
            list.forEach(item -> array.add(toJson(item)));
            return array;
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode object = json.objectNode();
            map.forEach((key, item) -> object.set((String) key, toJson(item)));
            return object;
        } else if (value instanceof Integer number) {
            return json.numberNode(number);
        } else if (value instanceof Long number) {
            return json.numberNode(number);
        } else if (value instanceof Boolean flag) {
            return json.booleanNode(flag);
        }
        return json.textNode(value.toString());
    }
}
