package io.millrace.dynamodb;

import io.debezium.data.Envelope;
import io.debezium.pipeline.source.spi.EventMetadataProvider;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.spi.schema.DataCollectionId;
import io.millrace.dynamodb.convert.SourceFields;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** What metrics show of a record. */
final class EventMetadata implements EventMetadataProvider {

    @Override
    public @Nullable Instant getEventTimestamp(DataCollectionId table, OffsetContext offset, Object key, Struct value) {
        Struct source = source(value);
        return source == null ? null : Instant.ofEpochMilli(source.getInt64("ts_ms"));
    }

    @Override
    public @Nullable Map<String, String> getEventSourcePosition(
            DataCollectionId table, OffsetContext offset, Object key, Struct value) {
        Struct source = source(value);
        if (source == null || source.getString(SourceFields.SHARD_ID) == null) {
            return Map.of("table", table.identifier());
        }
        return Map.of(
                "table", table.identifier(),
                "shard", source.getString(SourceFields.SHARD_ID),
                "sequence_number", source.getString(SourceFields.SEQUENCE_NUMBER));
    }

    @Override
    public @Nullable String getTransactionId(DataCollectionId table, OffsetContext offset, Object key, Struct value) {
        return null;
    }

    private static @Nullable Struct source(@Nullable Struct value) {
        return value == null || value.schema().field(Envelope.FieldName.SOURCE) == null
                ? null
                : value.getStruct(Envelope.FieldName.SOURCE);
    }
}
