package io.millrace.dynamodb.convert;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One change of one item.
 *
 * @param created the stream's ApproximateCreationDateTime; of an item that was scanned, when the scan began
 * @param origin empty if the item was scanned
 */
public record Change(
        ChangeKind kind,
        Map<String, AttributeValue> keys,
        Optional<Map<String, AttributeValue>> newImage,
        Optional<Map<String, AttributeValue>> oldImage,
        Instant created,
        Optional<StreamOrigin> origin) {

    public static Change scanned(Map<String, AttributeValue> keys, Map<String, AttributeValue> item, Instant began) {
        return new Change(ChangeKind.READ, keys, Optional.of(item), Optional.empty(), began, Optional.empty());
    }

    /** What {@code before} shows: of a removed item at least its keys. */
    public Optional<Map<String, AttributeValue>> before() {
        return kind == ChangeKind.REMOVE ? oldImage.or(() -> Optional.of(keys)) : oldImage;
    }

    /** What {@code after} shows: of an item that is there at least its keys. */
    public Optional<Map<String, AttributeValue>> after() {
        return kind == ChangeKind.REMOVE ? Optional.empty() : newImage.or(() -> Optional.of(keys));
    }
}
