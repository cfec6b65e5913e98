package io.millrace.dynamodb.sink;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is to be done to an item.
 *
 * @param item what it is afterwards, without a mark; empty: it is deleted
 * @param version of what is written, or of what was deleted, if versions decide
 * @param floor what it may replace besides: the highest version that was deleted by those that gave way to this
 * @param kind what is deleted, or put
 */
record Write(
        SinkRecord record,
        Target target,
        Map<String, AttributeValue> key,
        Optional<Map<String, AttributeValue>> item,
        Mark mark,
        Optional<AttributeValue> version,
        Optional<AttributeValue> floor,
        Kind kind) {

    /** How far it goes. */
    enum Kind {
        PUT,
        DELETE,
        /**
         * The source's item was deleted since this table's was. Nothing of this table's own is deleted then, but what an earlier
         * change of the source made, if that came again.
         */
        ECHOED_DELETE;

        /** Of this, and then an echoed delete: what the source did itself goes for the whole item. */
        Kind thenEchoed() {
            return this == ECHOED_DELETE ? ECHOED_DELETE : DELETE;
        }
    }

    /** Which item of which table. */
    record Item(String table, Map<String, AttributeValue> key) {}

    Item of() {
        return new Item(target.table(), key);
    }
}
