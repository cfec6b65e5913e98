package io.millrace.dynamodb.client;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One page of one segment of a table. */
public record PageRequest(
        String table,
        int segment,
        int segments,
        Optional<Map<String, AttributeValue>> after,
        boolean consistent,
        int limit) {}
