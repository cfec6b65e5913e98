package io.millrace.dynamodb.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table, to be written. All may throw {@link WriteFault}. */
public interface TableWrites {

    /** Returns whether it was done, and not prevented by the condition. */
    boolean put(String table, Map<String, AttributeValue> item, Optional<Condition> condition);

    /** Returns whether it was done, and not prevented by the condition. */
    boolean delete(String table, Map<String, AttributeValue> key, Optional<Condition> condition);

    /** Sets an attribute of an item that is there; returns whether it was done, and not prevented by the condition. */
    boolean set(
            String table, Map<String, AttributeValue> key, String attribute, AttributeValue value, Condition condition);

    /** Each of at most {@link #MOST_AT_ONCE} puts and deletes, of as many items; returns those that were not done. */
    List<Replacement> replaceAll(String table, List<Replacement> replacements);

    /** What one request takes: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html. */
    int MOST_AT_ONCE = 25;

    /** @param item what is there afterwards; empty: nothing */
    record Replacement(Map<String, AttributeValue> key, Optional<Map<String, AttributeValue>> item) {}
}
