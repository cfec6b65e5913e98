package io.millrace.dynamodb.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * What a table is.
 *
 * @param keys the partition key, then the sort key if there is one
 * @param streamArn of the newest stream, if there ever was one
 * @param streamEnabled whether that one takes records
 */
public record TableFacts(
        String name, Map<String, ScalarAttributeType> keys, Optional<String> streamArn, boolean streamEnabled) {

    public TableFacts {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }
}
