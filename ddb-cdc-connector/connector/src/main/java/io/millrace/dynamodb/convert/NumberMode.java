package io.millrace.dynamodb.convert;

import io.debezium.data.SpecialValueDecimal;
import io.debezium.data.VariableScaleDecimal;
import java.math.BigDecimal;
import java.util.Locale;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** What a number becomes in the layout of structures. */
public enum NumberMode {
    /** Its digits, as DynamoDB has them. */
    STRING,
    /** Debezium's decimal that carries its scale: exact. */
    DECIMAL,
    /** A double: beyond 15 digits it is rounded. */
    DOUBLE;

    /** A text that is a number's digits has a schema that says so. */
    static final String NUMBER_PARAMETER = "dynamodb.number";

    private static final Schema DIGITS = SchemaBuilder.string()
            .optional()
            .parameter(NUMBER_PARAMETER, "true")
            .build();

    Schema schema() {
        return switch (this) {
            case STRING -> DIGITS;
            case DECIMAL -> VariableScaleDecimal.builder().optional().build();
            case DOUBLE -> Schema.OPTIONAL_FLOAT64_SCHEMA;
        };
    }

    Object value(String digits, Schema schema) {
        return switch (this) {
            case STRING -> digits;
            case DECIMAL -> VariableScaleDecimal.fromLogical(schema, new SpecialValueDecimal(new BigDecimal(digits)));
            case DOUBLE -> Double.valueOf(digits);
        };
    }

    public static NumberMode named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
