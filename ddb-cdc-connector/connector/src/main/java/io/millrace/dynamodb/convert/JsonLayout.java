package io.millrace.dynamodb.convert;

import io.debezium.data.Json;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as texts of DynamoDB's JSON: nothing is lost, and the schema is always the same. */
public final class JsonLayout implements ItemLayout {

    public static final Schema SCHEMA = Json.builder().optional().build();

    @Override
    public Images images(Optional<Map<String, AttributeValue>> before, Optional<Map<String, AttributeValue>> after) {
        return new Images(
                SCHEMA,
                before.map(DynamoDbJson::write).orElse(null),
                after.map(DynamoDbJson::write).orElse(null));
    }
}
