package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.client.TableFacts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A table that is written.
 *
 * @param id as marks name it, if its changes are captured and come back: {@code <topic.prefix>.<table>}
 */
record Target(TableFacts facts, Optional<String> id) {

    String table() {
        return facts.name();
    }

    String partitionKey() {
        return facts.keys().keySet().iterator().next();
    }

    /** The key of an item, in the table's types: a structure may have a number's digits as a text. */
    Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        facts.keys().forEach((name, type) -> key.put(name, typed(name, type, item.get(name))));
        return key;
    }

    private AttributeValue typed(String name, ScalarAttributeType type, AttributeValue value) {
        if (value == null) {
            throw new IllegalArgumentException("it has no " + name + ", which is in the key of " + table());
        }
        if (value.type().name().equals(type.name())) {
            return value;
        }
        if (type == ScalarAttributeType.N && value.s() != null) {
            return AttributeValue.fromN(value.s());
        }
        throw new IllegalArgumentException(
                "its " + name + " is " + value.type() + ", and in the key of " + table() + " it is " + type);
    }
}
