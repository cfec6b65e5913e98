package io.millrace.firehose.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a record whose value a converter of Connect has made into something.
 *
 * <p>Bytes and texts are taken as they are. All else becomes one JSON document, in which bytes are base64, dates and timestamps are written
 * as in ISO 8601, and decimals have all their digits: what reads it as rows of the same columns finds each value again.
 */
public final class ConnectValue {

    private static final byte[] NOTHING = {};

    private ConnectValue() {}

    /**
     * @param schema null where the converter knows none
     * @param value null for a tombstone, which has no bytes
     * @throws DataException if the value is not of its schema, or has no form in JSON
     */
    public static byte[] toBytes(@Nullable Schema schema, @Nullable Object value) {
        if (value == null) {
            return NOTHING;
        }
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof ByteBuffer buffer) {
            return ConnectJson.bytes(buffer);
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return ConnectJson.write(schema, value);
    }
}
