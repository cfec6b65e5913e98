package io.millrace.dynamodb.convert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table's key as a structure: texts, bytes, and numbers by their digits, which DynamoDB writes in one way only. */
public final class KeyLayout {

    private final List<String> names;
    private final Schema schema;

    /** @param attributes the partition key, then the sort key if there is one */
    public KeyLayout(String name, Map<String, ScalarAttributeType> attributes) {
        SchemaBuilder struct = SchemaBuilder.struct().name(name);
        attributes.forEach((attribute, type) ->
                struct.field(attribute, type == ScalarAttributeType.B ? Schema.BYTES_SCHEMA : Schema.STRING_SCHEMA));
        this.names = List.copyOf(attributes.keySet());
        this.schema = struct.build();
    }

    public Schema schema() {
        return schema;
    }

    public Struct struct(Map<String, AttributeValue> keys) {
        Struct struct = new Struct(schema);
        for (String name : names) {
            AttributeValue value = keys.get(name);
            switch (value.type()) {
                case S -> struct.put(name, value.s());
                case N -> struct.put(name, value.n());
                case B -> struct.put(name, value.b().asByteArray());
                default -> throw new IllegalArgumentException("a key's attribute is S, N or B, not " + value.type());
            }
        }
        return struct;
    }

    /** The key's attributes of an item. */
    public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> keys = new LinkedHashMap<>();
        names.forEach(name -> keys.put(name, item.get(name)));
        return keys;
    }
}
