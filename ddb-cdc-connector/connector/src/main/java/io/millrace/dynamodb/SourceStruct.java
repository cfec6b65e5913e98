package io.millrace.dynamodb;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.connector.AbstractSourceInfoStructMaker;
import io.millrace.dynamodb.convert.SourceFields;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** The {@code source} of an envelope. */
final class SourceStruct extends AbstractSourceInfoStructMaker<SourceInfo> {

    private static final String NAME = "io.millrace.dynamodb.Source";

    private Schema schema = commonSchemaBuilder().build();

    @Override
    public void init(String connector, String version, CommonConnectorConfig config) {
        super.init(connector, version, config);
        schema = SourceFields.addTo(commonSchemaBuilder()).name(NAME).build();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Struct struct(SourceInfo source) {
        return SourceFields.put(commonStruct(source), source.table(), source.streamArn(), source.origin());
    }
}
