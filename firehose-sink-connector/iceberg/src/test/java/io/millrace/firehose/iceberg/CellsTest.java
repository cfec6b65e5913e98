package io.millrace.firehose.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Test
    void valuesAreThoseOfTheColumnsTypes() throws Exception {
        assertThat(cell(Types.BooleanType.get(), "true")).isEqualTo(true);
        assertThat(cell(Types.IntegerType.get(), "7")).isEqualTo(7);
        assertThat(cell(Types.LongType.get(), "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(cell(Types.LongType.get(), "1e3")).isEqualTo(1000L);
        assertThat(cell(Types.FloatType.get(), "0.5")).isEqualTo(0.5f);
        assertThat(cell(Types.DoubleType.get(), "0.1")).isEqualTo(0.1);
        assertThat(cell(Types.DecimalType.of(9, 2), "1.5")).isEqualTo(new BigDecimal("1.50"));
        assertThat(cell(Types.DecimalType.of(38, 2), "\"12345678901234567890.12\""))
                .isEqualTo(new BigDecimal("12345678901234567890.12"));
        assertThat(cell(Types.StringType.get(), "\"a\"")).isEqualTo("a");
        assertThat(cell(Types.StringType.get(), "{\"a\":[1]}")).isEqualTo("{\"a\":[1]}");
        assertThat(cell(Types.UUIDType.get(), "\"6f1c1d1e-0000-4000-8000-000000000001\""))
                .isEqualTo(UUID.fromString("6f1c1d1e-0000-4000-8000-000000000001"));
        assertThat(cell(Types.DateType.get(), "\"2026-02-03\"")).isEqualTo(LocalDate.of(2026, 2, 3));
        assertThat(cell(Types.TimeType.get(), "\"04:05:06.789\"")).isEqualTo(LocalTime.parse("04:05:06.789"));
        assertThat(cell(Types.BinaryType.get(), "\"AQI=\"")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(cell(Types.FixedType.ofLength(2), "\"AQI=\"")).isEqualTo(new byte[] {1, 2});
        assertThat(cell(Types.ListType.ofOptional(2, Types.LongType.get()), "[1,null]"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactly(1L, null);
        assertThat(cell(Types.MapType.ofOptional(2, 3, Types.StringType.get(), Types.IntegerType.get()), "{\"a\":1}"))
                .isEqualTo(Map.of("a", 1));
    }

    @Test
    void timesAreMicrosecondsOrIso8601() throws Exception {
        OffsetDateTime expected = OffsetDateTime.parse("2026-02-03T04:05:06.789012Z");
        for (String text : List.of(
                "1770091506789012",
                "\"2026-02-03T04:05:06.789012Z\"",
                "\"2026-02-03T05:05:06.789012+01:00\"",
                "\"2026-02-03 04:05:06.789012999\"")) {
            Object zoned = cell(Types.TimestampType.withZone(), text);
            assertThat(((OffsetDateTime) zoned).toInstant()).isEqualTo(expected.toInstant());
            assertThat(cell(Types.TimestampType.withoutZone(), text))
                    .isEqualTo(LocalDateTime.parse("2026-02-03T04:05:06.789012"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int | 2147483648",
                "int | 1.5",
                "int | \"1\"",
                "long | true",
                "boolean | 1",
                "date | \"soon\"",
                "timestamptz | \"soon\"",
                "timestamptz | 1.5",
                "uuid | \"x\"",
                "decimal(4,2) | 1.234",
                "decimal(4,2) | 123.45",
                "binary | \"*\"",
                "fixed[3] | \"AQI=\"",
                "double | \"1\""
            })
    void whatDoesNotFitIsToldWithoutTheValue(String type, String value) {
        assertThatThrownBy(() -> cell(Types.fromPrimitiveString(type), value))
                .isInstanceOfSatisfying(RowException.class, e -> {
                    assertThat(e.failure().code()).isEqualTo("Iceberg.DataTypeMismatch");
                    assertThat(e.failure().message().replace(" ", "")).contains("ofcisno" + type);
                });
    }

    @Test
    void fieldsWithoutColumnsAreLeftOutAndColumnsWithoutFieldsAreNull() throws Exception {
        Types.StructType columns = Types.StructType.of(
                Types.NestedField.required(1, "id", Types.LongType.get()),
                Types.NestedField.optional(
                        2, "place", Types.StructType.of(Types.NestedField.optional(3, "x", Types.DoubleType.get()))));

        Record row = Cells.row(json("{\"id\":1,\"more\":2,\"place\":{\"x\":1.5,\"y\":2}}"), columns, "");

        assertThat(row.getField("id")).isEqualTo(1L);
        assertThat(((Record) row.getField("place")).getField("x")).isEqualTo(1.5);
        assertThat(Cells.row(json("{\"id\":1}"), columns, "").getField("place")).isNull();
        for (String lacking : List.of("{}", "{\"id\":null}", "{\"other\":1}", "{\"place\":{}}")) {
            assertThatThrownBy(() -> Cells.row(json(lacking), columns, ""))
                    .isInstanceOfSatisfying(
                            RowException.class,
                            e -> assertThat(e.failure().code()).isEqualTo("Iceberg.MissingColumnWithinRecord"));
        }
    }

    private static Object cell(Type type, String value) throws Exception {
        Types.StructType columns = Types.StructType.of(Types.NestedField.optional(1, "c", type));
        return Cells.row(json("{\"c\":" + value + "}"), columns, "").getField("c");
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text);
    }
}
