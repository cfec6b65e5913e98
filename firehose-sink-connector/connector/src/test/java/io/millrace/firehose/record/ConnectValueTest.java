package io.millrace.firehose.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class ConnectValueTest {

    @Test
    void bytesAreTakenAsTheyAre() {
        byte[] bytes = {1, 2, 3};
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        buffer.get();

        assertThat(ConnectValue.toBytes(Schema.BYTES_SCHEMA, bytes)).isSameAs(bytes);
        assertThat(ConnectValue.toBytes(null, buffer)).containsExactly(2, 3);
        assertThat(buffer.remaining()).isEqualTo(2);
    }

    @Test
    void textIsNotQuoted() {
        assertThat(text(Schema.STRING_SCHEMA, "{\"å\":1}")).isEqualTo("{\"å\":1}");
    }

    @Test
    void aTombstoneHasNoBytes() {
        assertThat(ConnectValue.toBytes(Schema.OPTIONAL_STRING_SCHEMA, null)).isEmpty();
    }

    @Test
    void aStructIsAnObjectInTheOrderOfItsFields() {
        Schema inner =
                SchemaBuilder.struct().field("city", Schema.STRING_SCHEMA).build();
        Schema schema = SchemaBuilder.struct()
                .field("z", Schema.INT8_SCHEMA)
                .field("a", Schema.INT64_SCHEMA)
                .field("real", Schema.FLOAT32_SCHEMA)
                .field("yes", Schema.BOOLEAN_SCHEMA)
                .field("bytes", Schema.BYTES_SCHEMA)
                .field("in", inner)
                .field("list", SchemaBuilder.array(inner).build())
                .field(
                        "map",
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA)
                                .build())
                .build();
        Struct city = new Struct(inner).put("city", "Rome");
        Struct value = new Struct(schema)
                .put("z", (byte) 1)
                .put("a", Long.MAX_VALUE)
                .put("real", 0.1f)
                .put("yes", true)
                .put("bytes", ByteBuffer.wrap(new byte[] {1, 2}))
                .put("in", city)
                .put("list", List.of(city))
                .put("map", Map.of("k", 1));

        assertThat(text(schema, value))
                .isEqualTo("{\"z\":1,\"a\":9223372036854775807,\"real\":0.1,\"yes\":true,\"bytes\":\"AQI=\","
                        + "\"in\":{\"city\":\"Rome\"},\"list\":[{\"city\":\"Rome\"}],\"map\":{\"k\":1}}");
    }

    @Test
    void logicalTypesAreSpelledByTheirMeaning() {
        Date noon = Date.from(Instant.parse("2026-02-03T12:00:00.007Z"));
        Date day = Date.from(LocalDate.parse("1969-12-31").atStartOfDay().toInstant(ZoneOffset.UTC));
        Schema schema = SchemaBuilder.struct()
                .field("ts", Timestamp.SCHEMA)
                .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
                .field("time", Time.SCHEMA)
                .field("price", Decimal.schema(3))
                .field("small", Decimal.schema(10))
                .build();
        Struct value = new Struct(schema)
                .put("ts", noon)
                .put("day", day)
                .put("time", new Date(12 * 3_600_000))
                .put("price", new BigDecimal("12345678901234567890.100"))
                .put("small", new BigDecimal("0.0000000001"));

        assertThat(text(schema, value))
                .isEqualTo("{\"ts\":\"2026-02-03T12:00:00.007Z\",\"day\":\"1969-12-31\",\"time\":\"12:00:00\","
                        + "\"price\":12345678901234567890.100,\"small\":0.0000000001}");
    }

    @Test
    void aNullIsOneUnlessItMayNotBe() {
        Schema schema = SchemaBuilder.struct()
                .field("may", SchemaBuilder.int32().optional().defaultValue(7).build())
                .field("must", SchemaBuilder.int32().defaultValue(7).build())
                .build();

        assertThat(text(schema, new Struct(schema).put("may", null))).isEqualTo("{\"may\":null,\"must\":7}");
    }

    @Test
    void valuesWithoutASchemaAreKnownByTheirClass() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("n", null);
        value.put("list", List.of(1L, 2.5, "x", true));
        value.put("at", Date.from(Instant.EPOCH));
        value.put("bytes", new byte[] {1, 2});

        assertThat(text(null, value))
                .isEqualTo(
                        "{\"n\":null,\"list\":[1,2.5,\"x\",true],\"at\":\"1970-01-01T00:00:00Z\",\"bytes\":\"AQI=\"}");
        assertThat(text(Schema.INT64_SCHEMA, 5L)).isEqualTo("5");
        assertThat(text(null, List.of())).isEqualTo("[]");
    }

    @Test
    void keysOfMapsAreTexts() {
        Schema schema = SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.INT32_SCHEMA);
        Map<Object, Object> none = new HashMap<>();
        none.put(null, 1);

        assertThat(text(schema, Map.of(5, 1))).isEqualTo("{\"5\":1}");
        assertThatThrownBy(() -> text(null, none)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> text(null, Map.of(List.of(), 1))).isInstanceOf(DataException.class);
    }

    @Test
    void whatHasNoFormInJsonIsRefused() {
        assertThatThrownBy(() -> text(null, new Object())).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> text(null, nested(2_000))).isInstanceOf(DataException.class);
    }

    private static Object nested(int depth) {
        Object value = 1;
        for (int i = 0; i < depth; i++) {
            value = List.of(value);
        }
        return value;
    }

    private static String text(Schema schema, Object value) {
        return new String(ConnectValue.toBytes(schema, value), UTF_8);
    }
}
