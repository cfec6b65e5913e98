package io.millrace.firehose.format.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HiveJsonTest {

    private static final Timestamp MICROS = new Timestamp(Unit.MICROS, true);
    private static final HiveJson DEFAULT = new HiveJson(List.of());

    static List<Object[]> values() {
        return List.of(
                new Object[] {Scalar.BOOLEAN, "true", true},
                new Object[] {Scalar.INT, "-7", -7},
                new Object[] {Scalar.INT, "7.0", 7},
                new Object[] {Scalar.LONG, "9223372036854775807", Long.MAX_VALUE},
                new Object[] {Scalar.FLOAT, "0.1", 0.1f},
                new Object[] {Scalar.DOUBLE, "1", 1.0},
                new Object[] {Scalar.STRING, "\"å\"", "å"},
                new Object[] {Scalar.STRING, "1.50", "1.50"},
                new Object[] {Scalar.STRING, "true", "true"},
                new Object[] {Scalar.BINARY, "\"AQI=\"", "AQI=".getBytes(UTF_8)},
                new Object[] {Scalar.DATE, "\"1970-2-1\"", 31},
                new Object[] {new Decimal(5, 2), "1.5", new BigDecimal("1.50")});
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsValues(ColumnType type, String json, Object expected) throws ConversionException {
        assertThat(value(DEFAULT, type, json)).isEqualTo(expected);
    }

    static List<Object[]> mismatches() {
        return List.of(
                new Object[] {Scalar.BOOLEAN, "\"true\""},
                new Object[] {Scalar.BOOLEAN, "1"},
                new Object[] {Scalar.INT, "\"7\""},
                new Object[] {Scalar.INT, "1.5"},
                new Object[] {Scalar.INT, "2147483648"},
                new Object[] {Scalar.LONG, "\"7\""},
                new Object[] {Scalar.LONG, "1e999999999"},
                new Object[] {Scalar.FLOAT, "1e39"},
                new Object[] {Scalar.DOUBLE, "\"0.1\""},
                new Object[] {Scalar.STRING, "{}"},
                new Object[] {Scalar.STRING, "[1]"},
                new Object[] {Scalar.DATE, "\"2026-02-30\""},
                new Object[] {new Decimal(5, 2), "\"1.5\""},
                new Object[] {MICROS, "1518033528"},
                new Object[] {MICROS, "\"2017-02-07T15:13:01Z\""},
                new Object[] {MICROS, "\"2026-02-30 10:00:00\""},
                new Object[] {MICROS, "1.5"},
                new Object[] {MICROS, "{}"});
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void refusesWhatIsNotOfTheType(ColumnType type, String json) {
        assertThat(catchThrowableOfType(ConversionException.class, () -> value(DEFAULT, type, json))
                        .failure()
                        .code())
                .isEqualTo("DataFormatConversion.MalformedData");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"2017-02-07 15:13:01\" | 2017-02-07T15:13:01Z",
                "\"2017-2-7 15:13:01.123456\" | 2017-02-07T15:13:01.123456Z",
                "\"2017-02-07T15:13:01Z\" | 2017-02-07T15:13:01Z",
                "\"2017-02-07T15:13:01+0200\" | 2017-02-07T13:13:01Z",
                "\"7/2/2017\" | 2017-02-07T00:00:00Z",
                "1518033528123 | 2018-02-07T19:58:48.123Z",
                "\"1518033528123\" | 2018-02-07T19:58:48.123Z",
                "-1 | 1969-12-31T23:59:59.999Z"
            })
    void readsTheFormatsThatWereDeclaredAndThoseOfJava(String json, Instant expected) throws ConversionException {
        HiveJson rules = new HiveJson(List.of("yyyy-MM-dd'T'HH:mm:ssZ", "dd/MM/yyyy", "millis"));

        long micros = (long) value(rules, MICROS, json);

        assertThat(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)).isEqualTo(expected);
    }

    @Test
    void theFirstFormatThatFitsCounts() throws ConversionException {
        assertThat(value(new HiveJson(List.of("yyyy", "millis")), new Timestamp(Unit.MILLIS, true), "\"1971\""))
                .isEqualTo(31_536_000_000L);
        assertThat(value(new HiveJson(List.of("millis", "yyyy")), new Timestamp(Unit.MILLIS, true), "\"1971\""))
                .isEqualTo(1971L);
    }

    @Test
    void datesHaveTheDeclaredFormatsToo() throws ConversionException {
        assertThat(value(new HiveJson(List.of("dd.MM.yyyy")), Scalar.DATE, "\"1.2.1970\""))
                .isEqualTo(31);
    }

    @Test
    void whatIsNoPatternIsRefused() {
        assertThatThrownBy(() -> new HiveJson(List.of("millis", "yyyy-bb")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"yyyy-bb\" is neither millis nor a pattern of Joda");
    }

    @Test
    void keysHaveNoCaseAndDotsStay() throws ConversionException {
        Struct table = new Struct(List.of(
                new Column("userId", Scalar.INT, true),
                new Column("a_b", Scalar.INT, true),
                new Column("map", new MapOf(new Column("value", Scalar.INT, false)), true),
                new Column("list", new ListOf(new Column("element", Scalar.STRING, true)), true)));

        Row row = DEFAULT.bind(table)
                .read("{\"USERID\":1,\"a.b\":2,\"Map\":{\"Key\":3},\"list\":[\"x\"]}".getBytes(UTF_8))
                .get(0);

        assertThat(row.values()).containsExactly(1, null, Map.of("Key", 3), List.of("x"));
    }

    private static Object value(JsonRules rules, ColumnType type, String json) throws ConversionException {
        Struct table = new Struct(List.of(new Column("c", type, false)));
        return rules.bind(table)
                .read(("{\"c\":" + json + "}").getBytes(UTF_8))
                .get(0)
                .get(0);
    }
}
