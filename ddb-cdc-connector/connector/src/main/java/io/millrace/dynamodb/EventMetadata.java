package io.millrace.dynamodb;

import io.debezium.data.Envelope;
import io.debezium.pipeline.source.spi.EventMetadataProvider;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.spi.schema.DataCollectionId;
import io.millrace.dynamodb.convert.SourceFields;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** What metrics show of a record. For one thread. */
final class EventMetadata implements EventMetadataProvider {

    /** Debezium hands each time to a thread of its own, and to wake that up costs more than the rest of a record. */
    private static final long BETWEEN_TIMES = Duration.ofMillis(10).toNanos();

    private final LongSupplier nanoTime;
    private OptionalLong last = OptionalLong.empty();

    EventMetadata(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Of a hundred records a second, at most. */
    @Override
    public @Nullable Instant getEventTimestamp(DataCollectionId table, OffsetContext offset, Object key, Struct value) {
        long now = nanoTime.getAsLong();
        if (last.isPresent() && now - last.getAsLong() < BETWEEN_TIMES) {
            return null;
        }
        last = OptionalLong.of(now);
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

    /** Debezium's writes the key by a JSON writer that it makes anew for each record: a third of what a scanned item costs the thread that hands it on. */
    @Override
    public String toSummaryString(DataCollectionId table, OffsetContext offset, Object key, Struct value) {
        return "position: " + getEventSourcePosition(table, offset, key, value) + ", key: " + key;
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
