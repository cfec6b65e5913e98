package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.convert.ChangeKind;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a record of a topic of changes says.
 *
 * @param table the source's
 * @param from the source, as marks name it: {@code <topic.prefix>.<table>}
 * @param ttl whether TTL removed the item
 * @param after the whole item; empty if it was removed
 * @param before what the item was, or its keys alone
 * @param showsBefore whether the stream shows what items were
 */
record SourceChange(
        ChangeKind kind,
        String table,
        String from,
        Optional<String> streamArn,
        Position position,
        boolean ttl,
        Optional<Map<String, AttributeValue>> after,
        Optional<Map<String, AttributeValue>> before,
        boolean showsBefore) {

    /** The item that it is about, or at least its keys. */
    Map<String, AttributeValue> item() {
        return after.or(() -> before)
                .orElseThrow(() -> new IllegalArgumentException("it has neither before nor after"));
    }
}
