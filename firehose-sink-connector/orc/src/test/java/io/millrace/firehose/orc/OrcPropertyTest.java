package io.millrace.firehose.orc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.firehose.format.RecordEncoder;
import io.millrace.firehose.format.Records;
import io.millrace.firehose.format.orc.OrcOptions;
import io.millrace.firehose.format.orc.OrcOptions.Compression;
import io.millrace.firehose.format.orc.OrcOptions.Version;
import io.millrace.firehose.format.schema.Column;
import io.millrace.firehose.format.schema.ColumnType;
import io.millrace.firehose.format.schema.ColumnType.Decimal;
import io.millrace.firehose.format.schema.ColumnType.ListOf;
import io.millrace.firehose.format.schema.ColumnType.MapOf;
import io.millrace.firehose.format.schema.ColumnType.Scalar;
import io.millrace.firehose.format.schema.ColumnType.Struct;
import io.millrace.firehose.format.schema.ColumnType.Timestamp;
import io.millrace.firehose.format.schema.OpenXJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Any rows of any table come back as they were, in their order. */
class OrcPropertyTest {

    private static final OpenXJson AS_SPELLED = new OpenXJson(false, false, Map.of());
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 60)
    void rowsComeBack(
            @ForAll("tables") Struct table, @ForAll long seed, @ForAll Compression compression, @ForAll Version version)
            throws IOException {
        Random random = new Random(seed);
        int rows = random.nextInt(350);
        OrcOptions options =
                new OrcOptions(1 << 20, 64 << 20, 1_000, false, 0, compression, List.of("c0"), 0.05, 0.5, version);
        List<Object> expected = new ArrayList<>();
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        try (RecordEncoder encoder = new OrcFormat(() -> table, AS_SPELLED, options).open(file)) {
            for (int i = 0; i < rows; i++) {
                Cell row = struct(table, random);
                expected.add(row.read());
                assertThat(encoder.write(Records.record(JSON.writeValueAsBytes(row.json()))))
                        .isEmpty();
            }
            encoder.finish();
        }

        List<Map<String, Object>> read = OrcRows.of(file.toByteArray());
        assertThat(read).hasSameSizeAs(expected);
        for (int i = 0; i < rows; i++) {
            assertThat(read.get(i)).as("row %d of %s", i, table).isEqualTo(expected.get(i));
        }
    }

    @Provide
    Arbitrary<Struct> tables() {
        return structs(types(2));
    }

    private static Arbitrary<ColumnType> types(int depth) {
        Arbitrary<ColumnType> scalars = Arbitraries.of(
                Scalar.BOOLEAN,
                Scalar.INT,
                Scalar.LONG,
                Scalar.FLOAT,
                Scalar.DOUBLE,
                Scalar.STRING,
                Scalar.BINARY,
                Scalar.DATE,
                new Timestamp(Timestamp.Unit.MILLIS, true),
                new Timestamp(Timestamp.Unit.MICROS, false),
                new Decimal(1, 0),
                new Decimal(9, 9),
                new Decimal(18, 4),
                new Decimal(38, 10));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<ColumnType> inner = types(depth - 1);
        return Arbitraries.oneOf(
                scalars,
                structs(inner).map(struct -> struct),
                inner.map(type -> new ListOf(new Column("element", type, true))),
                inner.map(type -> new MapOf(new Column("value", type, true))));
    }

    private static Arbitrary<Struct> structs(Arbitrary<ColumnType> types) {
        return types.list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(list -> new Struct(IntStream.range(0, list.size())
                        .mapToObj(i -> new Column("c" + i, list.get(i), true))
                        .toList()));
    }

    /** A value as it is sent, and as it is read. */
    private record Cell(@Nullable Object json, @Nullable Object read) {}

    private static Cell value(ColumnType type, Random random) {
        if (random.nextInt(4) == 0) {
            return new Cell(null, null);
        }
        if (type instanceof Struct struct) {
            return struct(struct, random);
        }
        if (type instanceof ListOf list) {
            List<Cell> cells = cells(list.element().type(), random);
            return new Cell(each(cells, true), each(cells, false));
        }
        if (type instanceof MapOf map) {
            Map<String, Object> json = new LinkedHashMap<>();
            Map<String, Object> read = new LinkedHashMap<>();
            for (Cell cell : cells(map.value().type(), random)) {
                String key = text(random);
                json.put(key, cell.json());
                read.put(key, cell.read());
            }
            return new Cell(json, read);
        }
        if (type instanceof Decimal decimal) {
            BigDecimal number =
                    new BigDecimal(digits(random.nextInt(decimal.precision()) + 1, random), decimal.scale());
            return new Cell(number.toPlainString(), number);
        }
        if (type instanceof Timestamp timestamp) {
            Instant instant = Instant.ofEpochSecond(seconds(random), random.nextInt(1_000_000_000))
                    .truncatedTo(timestamp.unit() == Timestamp.Unit.MILLIS ? ChronoUnit.MILLIS : ChronoUnit.MICROS);
            return new Cell(instant.toString(), instant);
        }
        return scalar((Scalar) type, random);
    }

    private static Cell scalar(Scalar type, Random random) {
        return switch (type) {
            case BOOLEAN -> same(random.nextBoolean());
            case INT -> same((long) random.nextInt());
            case LONG -> same(random.nextLong() >> random.nextInt(64));
            case FLOAT -> same((double) (random.nextFloat() * 1e6f));
            case DOUBLE -> same(random.nextGaussian() * 1e100);
            case STRING -> same(text(random));
            case BINARY -> {
                byte[] bytes = new byte[random.nextInt(20)];
                random.nextBytes(bytes);
                yield new Cell(Base64.getEncoder().encodeToString(bytes), Arrays.toString(bytes));
            }
            case DATE -> {
                LocalDate date = LocalDate.ofEpochDay(random.nextInt(2_000_000) - 700_000);
                yield new Cell(date.toString(), date);
            }
        };
    }

    private static Cell struct(Struct struct, Random random) {
        Map<String, Object> json = new LinkedHashMap<>();
        Map<String, Object> read = new LinkedHashMap<>();
        for (Column column : struct.columns()) {
            Cell cell = value(column.type(), random);
            json.put(column.name(), cell.json());
            read.put(column.name(), cell.read());
        }
        return new Cell(json, read);
    }

    private static List<Cell> cells(ColumnType type, Random random) {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> value(type, random))
                .toList();
    }

    private static List<Object> each(List<Cell> cells, boolean json) {
        List<Object> all = new ArrayList<>();
        cells.forEach(cell -> all.add(json ? cell.json() : cell.read()));
        return all;
    }

    private static Cell same(Object value) {
        return new Cell(value, value);
    }

    private static BigInteger digits(int count, Random random) {
        BigInteger number = new BigInteger(4 * count, random).mod(BigInteger.TEN.pow(count));
        return random.nextBoolean() ? number : number.negate();
    }

    /** Of the years 1 to 9999; ORC cannot tell the last second before 1970 from the one after it. */
    private static long seconds(Random random) {
        long seconds = random.nextLong(-62_135_596_800L, 253_402_300_800L);
        return seconds == -1 ? 0 : seconds;
    }

    private static String text(Random random) {
        return random.nextInt(3) == 0
                ? "often"
                : random.ints(random.nextInt(10), 0x20, 0x2FF)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }
}
