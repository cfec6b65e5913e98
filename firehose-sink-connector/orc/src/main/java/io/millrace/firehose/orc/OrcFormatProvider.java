package io.millrace.firehose.orc;

import io.millrace.firehose.format.RecordFormat;
import io.millrace.firehose.format.orc.OrcOptions;
import io.millrace.firehose.format.orc.OrcProvider;
import io.millrace.firehose.format.schema.JsonRules;
import io.millrace.firehose.format.schema.SchemaSource;

/** What the connector finds of this artifact. */
public final class OrcFormatProvider implements OrcProvider {

    @Override
    public RecordFormat format(SchemaSource schema, JsonRules rules, OrcOptions options) {
        return new OrcFormat(schema, rules, options);
    }
}
