package io.millrace.dynamodb.sink;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.transforms.Transformation;

/** An example of a transform: of an order that changed, what its customer's item becomes. The table of customers has their last orders. */
public final class LastOrder<R extends ConnectRecord<R>> implements Transformation<R> {

    private static final Schema CUSTOMER = SchemaBuilder.struct()
            .optional()
            .field("id", Schema.STRING_SCHEMA)
            .field("last_order", Schema.STRING_SCHEMA)
            .build();

    @Override
    public R apply(R order) {
        Struct envelope = (Struct) order.value();
        Struct after = envelope.getStruct("after");
        if (after == null) {
            return null;
        }
        Schema schema = SchemaBuilder.struct()
                .field("op", Schema.STRING_SCHEMA)
                .field("source", envelope.schema().field("source").schema())
                .field("before", CUSTOMER)
                .field("after", CUSTOMER)
                .build();
        Struct customer = new Struct(schema)
                .put("op", envelope.getString("op"))
                .put("source", envelope.getStruct("source"))
                .put(
                        "after",
                        new Struct(CUSTOMER)
                                .put("id", after.getString("customer"))
                                .put("last_order", after.getString("id")));
        return order.newRecord(order.topic(), order.kafkaPartition(), null, null, schema, customer, order.timestamp());
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public void configure(Map<String, ?> properties) {}

    @Override
    public void close() {}
}
