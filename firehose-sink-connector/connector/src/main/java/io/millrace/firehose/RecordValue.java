package io.millrace.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The bytes of a record's value. */
final class RecordValue {

    private RecordValue() {}

    /** Nothing for a record without a value. */
    static byte @Nullable [] bytes(SinkRecord record) {
        Object value = record.value();
        if (value == null) {
            return null;
        }
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof String text) {
            return text.getBytes(UTF_8);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        throw new DataException(
                "A value of " + value.getClass().getName()
                        + " is not supported yet: write value.converter=org.apache.kafka.connect.converters.ByteArrayConverter");
    }
}
