package io.millrace.firehose.format.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.firehose.format.schema.ColumnType.Decimal;
import io.millrace.firehose.format.schema.ColumnType.ListOf;
import io.millrace.firehose.format.schema.ColumnType.MapOf;
import io.millrace.firehose.format.schema.ColumnType.Scalar;
import io.millrace.firehose.format.schema.ColumnType.Struct;
import io.millrace.firehose.format.schema.ColumnType.Timestamp;
import io.millrace.firehose.format.schema.ColumnType.Timestamp.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AvroColumnsTest {

    static List<Object[]> types() {
        return List.of(
                new Object[] {"'boolean'", Scalar.BOOLEAN},
                new Object[] {"'int'", Scalar.INT},
                new Object[] {"'long'", Scalar.LONG},
                new Object[] {"'float'", Scalar.FLOAT},
                new Object[] {"'double'", Scalar.DOUBLE},
                new Object[] {"'string'", Scalar.STRING},
                new Object[] {"'bytes'", Scalar.BINARY},
                new Object[] {"{'type':'enum','name':'E','symbols':['A']}", Scalar.STRING},
                new Object[] {"{'type':'fixed','name':'F','size':4}", Scalar.BINARY},
                new Object[] {"{'type':'string','logicalType':'uuid'}", Scalar.STRING},
                new Object[] {"{'type':'int','logicalType':'date'}", Scalar.DATE},
                new Object[] {"{'type':'long','logicalType':'timestamp-millis'}", new Timestamp(Unit.MILLIS, true)},
                new Object[] {"{'type':'long','logicalType':'timestamp-micros'}", new Timestamp(Unit.MICROS, true)},
                new Object[] {
                    "{'type':'long','logicalType':'local-timestamp-micros'}", new Timestamp(Unit.MICROS, false)
                },
                new Object[] {"{'type':'bytes','logicalType':'decimal','precision':10,'scale':2}", new Decimal(10, 2)},
                new Object[] {
                    "{'type':'array','items':['null','int']}", new ListOf(new Column("element", Scalar.INT, true))
                },
                new Object[] {"{'type':'map','values':'int'}", new MapOf(new Column("value", Scalar.INT, false))},
                new Object[] {
                    "{'type':'record','name':'R','fields':[{'name':'x','type':'int'}]}",
                    new Struct(List.of(new Column("x", Scalar.INT, false)))
                });
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsEachType(String avro, ColumnType type) {
        assertThat(table(avro)).isEqualTo(new Struct(List.of(new Column("c", type, false))));
    }

    @Test
    void aUnionWithNullIsNullable() {
        assertThat(table("['null','long']").columns()).containsExactly(new Column("c", Scalar.LONG, true));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            delimiter = ';',
            value = {
                "['int','string']; c cannot be converted to: a union of 2 types beside null",
                "{'type':'array','items':{'type':'long','logicalType':'time-micros'}}; c[] cannot be converted to: time-micros",
                "{'type':'bytes','logicalType':'decimal','precision':39,'scale':0}; c cannot be converted to: decimal(39,0)",
                "['null','Table']; c cannot be converted to: Table contains itself",
                "'null'; c cannot be converted to: null",
                "{'type':'record','name':'R','fields':[]}; c cannot be converted to: a record without fields"
            })
    void refusesWhatATableCannotHave(String avro, String message) {
        assertThatThrownBy(() -> table(avro))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void refusesWhatIsNoSchemaOfATable() {
        assertThatThrownBy(() -> AvroColumns.parse("\"int\"")).hasMessage("The schema of a table is a record, not INT");
        assertThatThrownBy(() -> AvroColumns.parse("{}")).hasMessageStartingWith("Not an Avro schema: ");
    }

    private static Struct table(String type) {
        return AvroColumns.parse("{'type':'record','name':'Table','fields':[{'name':'c','type':%s}]}"
                .formatted(type)
                .replace('\'', '"'));
    }
}
