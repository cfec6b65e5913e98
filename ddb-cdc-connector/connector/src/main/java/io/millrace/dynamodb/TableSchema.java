package io.millrace.dynamodb;

import io.debezium.data.Envelope;
import io.debezium.schema.DataCollectionSchema;
import io.millrace.dynamodb.client.TableFacts;
import io.millrace.dynamodb.convert.Images;
import io.millrace.dynamodb.convert.ItemLayout;
import io.millrace.dynamodb.convert.JsonLayout;
import io.millrace.dynamodb.convert.KeyLayout;
import io.millrace.dynamodb.convert.StructLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;

/** What a table's records look like. Envelopes differ with what the images hold, if the layout is that of structures. */
final class TableSchema implements DataCollectionSchema {

    private static final int REMEMBERED = 1000;

    private final TableId id;
    private final TableFacts facts;
    private final String topic;
    private final Schema source;
    private final UnaryOperator<String> names;
    private final KeyLayout keys;
    private final ItemLayout items;
    private final Map<Schema, Envelope> envelopes = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Schema, Envelope> eldest) {
            return size() > REMEMBERED;
        }
    };

    TableSchema(DynamoDbConnectorConfig config, TableFacts facts, String topic) {
        this.id = new TableId(facts.name());
        this.facts = facts;
        this.topic = topic;
        this.source = config.getSourceInfoStructMaker().schema();
        this.names = config.schemaNameAdjuster()::adjust;
        this.keys = new KeyLayout(names.apply(topic + ".Key"), facts.keys());
        this.items = config.layout() == ValueLayout.STRUCT
                ? new StructLayout(topic + ".Value", config.numbers(), names)
                : new JsonLayout();
    }

    TableFacts facts() {
        return facts;
    }

    KeyLayout keys() {
        return keys;
    }

    ItemLayout items() {
        return items;
    }

    @Override
    public TableId id() {
        return id;
    }

    @Override
    public Schema keySchema() {
        return keys.schema();
    }

    @Override
    public Envelope getEnvelopeSchema() {
        return envelope(JsonLayout.SCHEMA);
    }

    private Envelope envelope(Schema images) {
        return envelopes.computeIfAbsent(
                images,
                schema -> Envelope.defineSchema()
                        .withName(names.apply(Envelope.schemaName(topic)))
                        .withSchema(schema, Envelope.FieldName.BEFORE, Envelope.FieldName.AFTER)
                        .withSource(source)
                        .build());
    }

    /** As it is for a record with these. */
    DataCollectionSchema with(Images images) {
        return new OfImages(this, envelope(images.schema()));
    }

    private record OfImages(TableSchema table, Envelope envelope) implements DataCollectionSchema {

        @Override
        public TableId id() {
            return table.id;
        }

        @Override
        public Schema keySchema() {
            return table.keySchema();
        }

        @Override
        public Envelope getEnvelopeSchema() {
            return envelope;
        }
    }
}
