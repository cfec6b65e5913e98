package io.millrace.firehose.format.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.record.ConnectValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/** What a converter of Connect has read is the same as rows of the table with the same columns. */
class ConnectRowsTest {

    private static final ColumnType.Struct TABLE = AvroColumns.parse("""
            {"type": "record", "name": "t", "fields": [
              {"name": "i", "type": "int"},
              {"name": "l", "type": "long"},
              {"name": "f", "type": "float"},
              {"name": "d", "type": "double"},
              {"name": "s", "type": ["null", "string"]},
              {"name": "b", "type": "bytes"},
              {"name": "day", "type": {"type": "int", "logicalType": "date"}},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 30, "scale": 4}},
              {"name": "list", "type": {"type": "array", "items": "string"}},
              {"name": "map", "type": {"type": "map", "values": "long"}}
            ]}
            """);

    private static final Schema SCHEMA = SchemaBuilder.struct()
            .field("i", Schema.INT32_SCHEMA)
            .field("l", Schema.INT64_SCHEMA)
            .field("f", Schema.FLOAT32_SCHEMA)
            .field("d", Schema.FLOAT64_SCHEMA)
            .field("s", Schema.OPTIONAL_STRING_SCHEMA)
            .field("b", Schema.BYTES_SCHEMA)
            .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
            .field("at", Timestamp.SCHEMA)
            .field("price", Decimal.schema(4))
            .field("list", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
            .field(
                    "map",
                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT64_SCHEMA).build())
            .build();

    @Property(tries = 300)
    void rowsHaveTheValuesThatConnectHad(
            @ForAll int i,
            @ForAll long l,
            @ForAll float f,
            @ForAll double d,
            @ForAll String s,
            @ForAll byte[] b,
            @ForAll @LongRange(min = -700_000, max = 2_900_000) long day,
            @ForAll @LongRange(min = -62_000_000_000_000L, max = 253_000_000_000_000L) long at,
            @ForAll @Scale(4) @BigRange(min = "-1e25", max = "1e25") BigDecimal price)
            throws ConversionException {
        Struct value = new Struct(SCHEMA)
                .put("i", i)
                .put("l", l)
                .put("f", f)
                .put("d", d)
                .put("s", s)
                .put("b", ByteBuffer.wrap(b))
                .put("day", Date.from(LocalDate.ofEpochDay(day).atStartOfDay().toInstant(ZoneOffset.UTC)))
                .put("at", Date.from(Instant.ofEpochMilli(at)))
                .put("price", price.setScale(4))
                .put("list", List.of(s))
                .put("map", Map.of("k", l));

        Row row = OpenXJson.DEFAULT
                .bind(TABLE)
                .read(ConnectValue.toBytes(SCHEMA, value))
                .get(0);

        assertThat(row.values())
                .containsExactly(i, l, f, d, s, b, (int) day, at, price.setScale(4), List.of(s), Map.of("k", l));
    }
}
