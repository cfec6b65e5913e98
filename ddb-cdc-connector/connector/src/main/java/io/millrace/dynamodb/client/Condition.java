package io.millrace.dynamodb.client;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must be so of an item for a write to be done: an expression of DynamoDB, with the names and values in it. */
public record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {

    public Condition {
        names = Map.copyOf(names);
        values = Map.copyOf(values);
    }
}
