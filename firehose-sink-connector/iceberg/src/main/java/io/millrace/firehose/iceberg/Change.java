package io.millrace.firehose.iceberg;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.firehose.record.DeliveryRecord;
import java.io.IOException;

/** A record on its way to a table. */
record Change(DeliveryRecord record, Operation operation) {

    /** Numbers keep their digits: what is a decimal is only known when its column is. */
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** Which partition it is of, by the name that offsets have. */
    String partition() {
        return record.origin().topic() + "-" + record.origin().partition();
    }

    Position position() {
        return Position.of(record.origin());
    }

    /** What it says; not kept, since it takes much more memory than the record. */
    JsonNode object() throws RowException {
        try {
            JsonNode object = JSON.readTree(record.data());
            if (object.isObject()) {
                return object;
            }
            throw new RowException(IcebergErrors.malformedJson("it is not an object"));
        } catch (IOException e) {
            throw new RowException(IcebergErrors.malformedJson("it cannot be parsed"));
        }
    }
}
