package io.millrace.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

final class EventMetadataTest {

    private static final Schema SOURCE =
            SchemaBuilder.struct().field("ts_ms", Schema.INT64_SCHEMA).build();
    private static final Schema ENVELOPE =
            SchemaBuilder.struct().field("source", SOURCE).build();

    private final AtomicLong nanos = new AtomicLong();
    private final EventMetadata metadata = new EventMetadata(nanos::get);

    @Test
    void theLagIsMeasuredByAHundredRecordsASecondAtMost() {
        assertThat(time(1)).isEqualTo(Instant.ofEpochMilli(1));
        nanos.addAndGet(Duration.ofMillis(9).toNanos());
        assertThat(time(2)).isNull();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(time(3)).isEqualTo(Instant.ofEpochMilli(3));
    }

    private Instant time(long millis) {
        return metadata.getEventTimestamp(
                new TableId("orders"),
                null,
                null,
                new Struct(ENVELOPE).put("source", new Struct(SOURCE).put("ts_ms", millis)));
    }
}
