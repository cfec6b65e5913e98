package io.millrace.firehose.format.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.firehose.format.schema.ColumnType.Decimal;
import io.millrace.firehose.format.schema.ColumnType.ListOf;
import io.millrace.firehose.format.schema.ColumnType.MapOf;
import io.millrace.firehose.format.schema.ColumnType.Scalar;
import io.millrace.firehose.format.schema.ColumnType.Struct;
import io.millrace.firehose.format.schema.ColumnType.Timestamp;
import io.millrace.firehose.format.schema.ColumnType.Timestamp.Unit;
import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.Failure;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenXJsonTest {

    private static final Timestamp MICROS = new Timestamp(Unit.MICROS, true);

    static List<Object[]> values() {
        return List.of(
                new Object[] {Scalar.BOOLEAN, "true", true},
                new Object[] {Scalar.BOOLEAN, "\"False\"", false},
                new Object[] {Scalar.INT, "-7", -7},
                new Object[] {Scalar.INT, "\"7\"", 7},
                new Object[] {Scalar.INT, "7.0", 7},
                new Object[] {Scalar.LONG, "9223372036854775807", Long.MAX_VALUE},
                new Object[] {Scalar.FLOAT, "0.1", 0.1f},
                new Object[] {Scalar.DOUBLE, "1e-999999999", 0.0},
                new Object[] {Scalar.DOUBLE, "\"0.1\"", 0.1},
                new Object[] {Scalar.STRING, "\"å\"", "å"},
                new Object[] {Scalar.STRING, "1.50", "1.50"},
                new Object[] {Scalar.STRING, "{\"a\": [1]}", "{\"a\":[1]}"},
                new Object[] {Scalar.BINARY, "\"AQI=\"", new byte[] {1, 2}},
                new Object[] {Scalar.DATE, "\"1970-02-01\"", 31},
                new Object[] {new Decimal(5, 2), "1.5", new BigDecimal("1.50")},
                new Object[] {new Decimal(5, 2), "\"-999.99\"", new BigDecimal("-999.99")},
                new Object[] {new Decimal(2, 2), "0", new BigDecimal("0.00")},
                new Object[] {new Decimal(2, 0), "1e1", new BigDecimal("10")});
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsValues(ColumnType type, String json, Object expected) throws ConversionException {
        assertThat(value(type, json)).isEqualTo(expected);
    }

    static List<Object[]> mismatches() {
        return List.of(
                new Object[] {Scalar.BOOLEAN, "1"},
                new Object[] {Scalar.INT, "1.5"},
                new Object[] {Scalar.INT, "2147483648"},
                new Object[] {Scalar.INT, "\"\""},
                new Object[] {Scalar.INT, "true"},
                new Object[] {Scalar.LONG, "1e999999999"},
                new Object[] {Scalar.LONG, "1e-999999999"},
                new Object[] {Scalar.FLOAT, "1e39"},
                new Object[] {Scalar.DOUBLE, "1e999999999"},
                new Object[] {Scalar.BINARY, "\"%\""},
                new Object[] {Scalar.DATE, "\"2026-02-30\""},
                new Object[] {new Decimal(5, 2), "1000"},
                new Object[] {new Decimal(5, 2), "1.005"},
                new Object[] {new Decimal(5, 2), "1e999999999"},
                new Object[] {new Decimal(5, 2), "1e-999999999"},
                new Object[] {MICROS, "\"yesterday\""},
                new Object[] {MICROS, "\"2026-02-30 10:00:00\""},
                new Object[] {MICROS, "1e999999999"},
                new Object[] {MICROS, "1e-999999999"},
                new Object[] {MICROS, "[]"},
                new Object[] {new ListOf(new Column("element", Scalar.INT, false)), "1"},
                new Object[] {new ListOf(new Column("element", Scalar.INT, false)), "[null]"},
                new Object[] {new MapOf(new Column("value", Scalar.INT, false)), "[]"},
                new Object[] {new Struct(List.of(new Column("x", Scalar.INT, false))), "{}"});
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void refusesWhatIsNotOfTheType(ColumnType type, String json) {
        Failure failure = failure(table(new Column("c", type, true)), "{\"c\":" + json + "}");

        assertThat(failure.type()).isEqualTo(ErrorType.FORMAT_CONVERSION_FAILED);
        assertThat(failure.code()).isEqualTo("DataFormatConversion.MalformedData");
        assertThat(failure.message()).startsWith("Data does not match the schema. Column c");
    }

    @ParameterizedTest
    @CsvSource({
        "\"2017-02-07T15:13:01.39256Z\", 2017-02-07T15:13:01.392560Z",
        "\"2017-02-07T15:13:01Z\", 2017-02-07T15:13:01Z",
        "\"2017-2-7 15:13:01.14\", 2017-02-07T15:13:01.140Z",
        "\"2017-02-07 15:13:01\", 2017-02-07T15:13:01Z",
        "\"2017-12-27 15:13:01.123456789\", 2017-12-27T15:13:01.123456Z",
        "1518033528, 2018-02-07T19:58:48Z",
        "\"1518033528\", 2018-02-07T19:58:48Z",
        "1518033528123, 2018-02-07T19:58:48.123Z",
        "\"1518033528123\", 2018-02-07T19:58:48.123Z",
        "1518033528.123, 2018-02-07T19:58:48.123Z",
        "1.518033528123E9, 2018-02-07T19:58:48.123Z",
        "\"1518033528.123\", 2018-02-07T19:58:48.123Z",
        "-0.000001, 1969-12-31T23:59:59.999999Z",
        "0, 1970-01-01T00:00:00Z"
    })
    void readsEachFormOfATimestamp(String json, Instant expected) throws ConversionException {
        long micros = (long) value(MICROS, json);

        assertThat(Instant.EPOCH.plus(Duration.ofNanos(Math.multiplyExact(micros, 1_000L))))
                .isEqualTo(expected);
    }

    @Test
    void countsMillisecondsIfTheColumnDoes() throws ConversionException {
        assertThat(value(new Timestamp(Unit.MILLIS, true), "1518033528.1239")).isEqualTo(1518033528123L);
    }

    @Test
    void readsNestedValues() throws ConversionException {
        Struct address = new Struct(List.of(new Column("city", Scalar.STRING, true)));
        Struct table = table(
                new Column("address", address, true),
                new Column("tags", new ListOf(new Column("element", Scalar.STRING, true)), true),
                new Column("counts", new MapOf(new Column("value", Scalar.LONG, false)), true));

        Row row = read(
                        OpenXJson.DEFAULT,
                        table,
                        "{\"address\":{\"city\":\"Rome\"},\"tags\":[\"a\",null],\"counts\":{\"x\":1}}")
                .get(0);

        assertThat(((Row) row.get(0)).values()).containsExactly("Rome");
        assertThat(row.get(1)).isEqualTo(Arrays.asList("a", null));
        assertThat(row.get(2)).isEqualTo(Map.of("x", 1L));
    }

    @Test
    void passesOverUnknownKeysAndLeavesMissingOnesNull() throws ConversionException {
        Row row = read(OpenXJson.DEFAULT, table(new Column("a", Scalar.INT, true)), "{\"b\":1}")
                .get(0);

        assertThat(row.values()).containsExactly((Object) null);
    }

    @Test
    void namesTheColumnThatMustHaveAValue() {
        Struct inner = new Struct(List.of(new Column("x", Scalar.INT, false)));
        Struct table = table(new Column("in", new ListOf(new Column("element", inner, true)), true));

        assertThat(failure(table, "{\"in\":[{\"x\":null}]}").message())
                .isEqualTo("Data does not match the schema. Column in[].x must have a value.");
    }

    @Test
    void ignoresTheCaseOfKeysUnlessToldNotTo() throws ConversionException {
        Struct table = table(new Column("userId", Scalar.INT, true));
        OpenXJson sensitive = new OpenXJson(false, false, Map.of());

        assertThat(read(OpenXJson.DEFAULT, table, "{\"USERID\":1}").get(0).get(0))
                .isEqualTo(1);
        assertThat(read(sensitive, table, "{\"USERID\":1}").get(0).get(0)).isNull();
        assertThat(read(sensitive, table, "{\"userId\":1}").get(0).get(0)).isEqualTo(1);
    }

    @Test
    void takesDotsForUnderscoresIfTold() throws ConversionException {
        Struct table = table(new Column("a_b", Scalar.INT, true));

        assertThat(read(OpenXJson.DEFAULT, table, "{\"a.b\":1}").get(0).get(0)).isNull();
        assertThat(read(new OpenXJson(true, true, Map.of()), table, "{\"a.b\":1}")
                        .get(0)
                        .get(0))
                .isEqualTo(1);
    }

    @Test
    void findsAColumnUnderTheKeyThatItIsMappedTo() throws ConversionException {
        Struct table = table(new Column("ts", Scalar.INT, true));
        OpenXJson mapped = new OpenXJson(true, false, Map.of("ts", "TimeStamp"));

        assertThat(read(mapped, table, "{\"timestamp\":1,\"ts\":2}").get(0).get(0))
                .isEqualTo(1);
    }

    @Test
    void refusesColumnsThatOneKeyWouldFill() {
        Struct table = table(new Column("a", Scalar.INT, true), new Column("A", Scalar.INT, true));

        assertThatThrownBy(() -> OpenXJson.DEFAULT.bind(table)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsSeveralObjectsOfARecord() throws ConversionException {
        List<Row> rows =
                read(OpenXJson.DEFAULT, table(new Column("a", Scalar.INT, true)), "{\"a\":1}{\"a\":2}\n{\"a\":3}");

        assertThat(rows).extracting(row -> row.get(0)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"a\":1}]", "{\"a\":1}{\"a\":", "{\"a\":1},{\"a\":2}", "1", "null", "", " \n", "{a:1}"})
    void refusesWhatIsNotJsonObjects(String data) {
        Failure failure = failure(table(new Column("a", Scalar.INT, true)), data);

        assertThat(failure.code()).isEqualTo("DataFormatConversion.ParseError");
        assertThat(failure.message()).startsWith("Encountered malformed JSON. ");
    }

    private static Struct table(Column... columns) {
        return new Struct(List.of(columns));
    }

    private static Object value(ColumnType type, String json) throws ConversionException {
        return read(OpenXJson.DEFAULT, table(new Column("c", type, false)), "{\"c\":" + json + "}")
                .get(0)
                .get(0);
    }

    private static Failure failure(Struct table, String data) {
        return catchThrowableOfType(ConversionException.class, () -> read(OpenXJson.DEFAULT, table, data))
                .failure();
    }

    private static List<Row> read(JsonRules rules, Struct table, String data) throws ConversionException {
        return rules.bind(table).read(data.getBytes(StandardCharsets.UTF_8));
    }
}
