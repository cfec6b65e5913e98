package io.millrace.dynamodb.convert;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How items are written into {@code before} and {@code after}. */
public interface ItemLayout {

    Images images(Optional<Map<String, AttributeValue>> before, Optional<Map<String, AttributeValue>> after);
}
